import { codes } from '../field/codes.ts';

/**
 * Link types: how the packets of an interface begin (draft-ietf-opsawg-pcaplinktype). The section names the entry of
 * its registry.
 */
export const LinkType = codes({
  null: [0, 'BSD loopback (NULL)', 'LINKTYPE_NULL'],
  ethernet: [1, 'Ethernet', 'LINKTYPE_ETHERNET'],
  tokenRing: [6, 'Token Ring', 'LINKTYPE_IEEE802_5'],
  slip: [8, 'SLIP', 'LINKTYPE_SLIP'],
  ppp: [9, 'PPP', 'LINKTYPE_PPP'],
  fddi: [10, 'FDDI', 'LINKTYPE_FDDI'],
  // DLT_RAW of most systems and of OpenBSD, which some writers put into files.
  rawDlt12: [12, 'Raw IP', 'DLT_RAW'],
  rawDlt14: [14, 'Raw IP', 'DLT_RAW (OpenBSD)'],
  pppHdlc: [50, 'PPP in HDLC framing', 'LINKTYPE_PPP_HDLC'],
  pppEther: [51, 'PPPoE session', 'LINKTYPE_PPP_ETHER'],
  atmRfc1483: [100, 'ATM with LLC/SNAP', 'LINKTYPE_ATM_RFC1483'],
  raw: [101, 'Raw IP', 'LINKTYPE_RAW'],
  ciscoHdlc: [104, 'Cisco HDLC', 'LINKTYPE_C_HDLC'],
  wireless: [105, 'IEEE 802.11', 'LINKTYPE_IEEE802_11'],
  frameRelay: [107, 'Frame Relay', 'LINKTYPE_FRELAY'],
  loop: [108, 'OpenBSD loopback', 'LINKTYPE_LOOP'],
  linuxCooked: [113, 'Linux cooked v1', 'LINKTYPE_LINUX_SLL'],
  pflog: [117, 'PF log', 'LINKTYPE_PFLOG'],
  prism: [119, 'IEEE 802.11 with Prism header', 'LINKTYPE_IEEE802_11_PRISM'],
  radiotap: [127, 'IEEE 802.11 with Radiotap header', 'LINKTYPE_IEEE802_11_RADIOTAP'],
  avs: [163, 'IEEE 802.11 with AVS header', 'LINKTYPE_IEEE802_11_AVS'],
  bluetooth: [187, 'Bluetooth HCI', 'LINKTYPE_BLUETOOTH_HCI_H4'],
  usbLinux: [189, 'USB (Linux)', 'LINKTYPE_USB_LINUX'],
  ppi: [192, 'Per-Packet Information', 'LINKTYPE_PPI'],
  mpls: [219, 'MPLS', 'LINKTYPE_MPLS'],
  usbLinuxMmapped: [220, 'USB (Linux, extended)', 'LINKTYPE_USB_LINUX_MMAPPED'],
  ipnet: [226, 'Solaris ipnet', 'LINKTYPE_IPNET'],
  canSocket: [227, 'SocketCAN', 'LINKTYPE_CAN_SOCKETCAN'],
  ipv4: [228, 'Raw IPv4', 'LINKTYPE_IPV4'],
  ipv6: [229, 'Raw IPv6', 'LINKTYPE_IPV6'],
  nflog: [239, 'Linux NFLOG', 'LINKTYPE_NFLOG'],
  ipOverInfiniband: [242, 'IP over InfiniBand', 'LINKTYPE_IPOIB'],
  mpegTransport: [243, 'MPEG-2 Transport Stream', 'LINKTYPE_MPEG_2_TS'],
  usbPcap: [249, 'USBPcap', 'LINKTYPE_USBPCAP'],
  upperPdu: [252, 'Wireshark exported PDUs', 'LINKTYPE_WIRESHARK_UPPER_PDU'],
  netlink: [253, 'Linux Netlink', 'LINKTYPE_NETLINK'],
  pktap: [258, 'Apple PKTAP', 'LINKTYPE_PKTAP'],
  linuxCooked2: [276, 'Linux cooked v2', 'LINKTYPE_LINUX_SLL2'],
  dsaBroadcom: [281, 'Ethernet with Broadcom switch tag', 'LINKTYPE_DSA_TAG_BRCM'],
  dsaBroadcomPrepended: [282, 'Ethernet behind Broadcom switch tag', 'LINKTYPE_DSA_TAG_BRCM_PREPEND'],
  dsaMarvell: [284, 'Ethernet with Marvell DSA tag', 'LINKTYPE_DSA_TAG_DSA'],
  dsaMarvellExtended: [285, 'Ethernet with Marvell EDSA tag', 'LINKTYPE_DSA_TAG_EDSA'],
});

/** `Ethernet`, or `link type 147` for one that is not in the table. */
export function linkTypeName(linkType: number): string {
  return LinkType.labelOf(linkType) ?? `link type ${linkType}`;
}
