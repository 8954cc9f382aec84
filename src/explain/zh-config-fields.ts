import type { FieldId } from './field-id.ts';

/** Fields of decoder configurations, of H.264, of NAL units and of SEI, in Chinese. */
export const zhConfigFields = {
  'rtmpt.config.profile': '编码的 profile，从解码配置得出；播放设备不支持它，就解不了码。',
  'rtmpt.config.tier': '视频编码的 tier：Main 或 High，High 允许更高的码率。',
  'rtmpt.config.level': '视频编码的 level，限定分辨率、帧率和码率的上限；超出设备能力时解码会失败。',
  'rtmpt.config.width': '画面宽度，单位像素，已去掉裁剪部分；与 onMetaData 不一致时以它为准。',
  'rtmpt.config.height': '画面高度，单位像素，已去掉裁剪部分；与 onMetaData 不一致时以它为准。',
  'rtmpt.config.framerate': '解码配置声明的帧率，每秒帧数；实际帧率要看时间戳。',
  'rtmpt.config.chroma': '色度格式：直播一般为 4:2:0；多数硬件解码器不支持 4:2:2 和 4:4:4。',
  'rtmpt.config.bitdepth': '每个样本的位数：通常为 8，HDR 视频一般用 10。',
  'rtmpt.config.sar.width': '像素宽高比中的宽；不是 1:1 时，播放的画面要按它拉伸。',
  'rtmpt.config.sar.height': '像素宽高比中的高。',
  'rtmpt.config.full_range':
    '样本是否用满全部取值范围：真为 0 到 255（8 位时），假为 16 到 235。弄错了，画面会发灰，或者暗部发黑。',
  'rtmpt.config.primaries': '色域（三基色和白点）所依据的标准：高清一般为 BT.709，HDR 一般为 BT.2020。',
  'rtmpt.config.transfer': '传递函数：普通视频一般为 BT.709；PQ 和 HLG 是 HDR。',
  'rtmpt.config.matrix': 'RGB 与亮度、色度换算所用的矩阵；弄错了，颜色会偏。',
  'rtmpt.config.samplerate': '播放时的采样率，单位 Hz；HE-AAC 时通常是核心采样率的两倍。',
  'rtmpt.config.channels': '播放时的声道数。',
  'rtmpt.config.reserved': '保留位，供以后使用，多数格式要求全为 1；不影响解码。',

  'rtmpt.avc.version': '解码配置的版本，只有 1；不是 1，说明这里不是 AVCDecoderConfigurationRecord。',
  'rtmpt.avc.profile': 'H.264 的 profile：66 Baseline，77 Main，100 High。',
  'rtmpt.avc.compatibility':
    'profile 的约束标志，与 SPS 中相同；例如 66 加 constraint_set1_flag 就是 Constrained Baseline。',
  'rtmpt.avc.level': 'H.264 的 level 乘以 10：31 为 3.1（720p 30 帧），40 为 4.0（1080p 30 帧）。',
  'rtmpt.avc.length_byte': '6 个保留位和 NALU 长度的字节数减 1。',
  'rtmpt.avc.length_size': '每个 NALU 前面的长度占几个字节，减 1；几乎总是 3，即 4 个字节。',
  'rtmpt.avc.sps.byte': '3 个保留位和 SPS 的个数。',
  'rtmpt.avc.sps.count': 'SPS 的个数，通常为 1。',
  'rtmpt.avc.sps.length': 'SPS 的字节数。',
  'rtmpt.avc.sps':
    'SPS（序列参数集）：profile、分辨率、帧率等；换了分辨率就要重发序列头，否则拉流端花屏或卡住。',
  'rtmpt.avc.pps.count': 'PPS 的个数，通常为 1。',
  'rtmpt.avc.pps.length': 'PPS 的字节数。',
  'rtmpt.avc.pps': 'PPS（图像参数集）：熵编码方式、初始量化参数等，解码每一帧都要用到。',
  'rtmpt.avc.chroma_byte': '6 个保留位和色度格式；这些扩展字段只属于 High 及更高的 profile。',
  'rtmpt.avc.chroma_format': '色度格式：0 黑白，1 为 4:2:0，2 为 4:2:2，3 为 4:4:4。',
  'rtmpt.avc.luma_byte': '5 个保留位和亮度位深减 8。',
  'rtmpt.avc.bit_depth_luma': '亮度样本的位数减 8：0 为 8 位，2 为 10 位。',
  'rtmpt.avc.chroma_depth_byte': '5 个保留位和色度位深减 8。',
  'rtmpt.avc.bit_depth_chroma': '色度样本的位数减 8：0 为 8 位，2 为 10 位。',
  'rtmpt.avc.sps_ext.count': 'SPS 扩展的个数，通常为 0。',
  'rtmpt.avc.sps_ext.length': 'SPS 扩展的字节数。',
  'rtmpt.avc.sps_ext': 'SPS 扩展：描述 alpha 通道等辅助图像，直播中很少见。',
  'rtmpt.avc.slice.first_mb': 'slice 的第一个宏块在图像中的位置；为 0 时是一帧的开始。',
  'rtmpt.avc.slice.type':
    'slice 类型：P 参考之前的图像，B 可以参考前后两个方向，I 不参考；5 到 9 与 0 到 4 相同，并表示整帧都是这一类型。',
  'rtmpt.avc.nal.header': 'NALU 头，一个字节：禁止位、参考等级和类型。',
  'rtmpt.avc.nal.forbidden': '必须为 0；为 1 说明数据已损坏。',
  'rtmpt.avc.nal.ref_idc': '参考等级：0 表示别的图像不参考它，可以丢弃；SPS、PPS 和 IDR 不得为 0。',
  'rtmpt.avc.nal.type': 'NALU 类型：1 普通 slice，5 IDR slice，6 SEI，7 SPS，8 PPS，9 访问单元分隔符。',

  'rtmpt.nal': '一个 NALU：视频码流的基本单元，前面是它的长度。',
  'rtmpt.nal.length': 'NALU 的字节数，不含这个长度本身，代替了裸流中的起始码。',
  'rtmpt.nal.start_code':
    '起始码（00 00 01 或 00 00 00 01）：FLV 和 RTMP 里这个位置应当是长度，直接照搬裸流的推流端会让拉流端解不出画面。',
  'rtmpt.nal.payload': 'NALU 头之后的内容，其中为避免出现起始码而插入的 03 还没有去掉。',
  'rtmpt.nal.pic_type': '访问单元分隔符中的图像类型：0 只有 I，1 有 I 和 P，2 有 I、P 和 B。',

  'rtmpt.sei.type':
    'SEI 的类型：例如 4 是登记过的用户数据（多为字幕），5 是未登记的用户数据，137 和 144 是 HDR 的静态元数据。',
  'rtmpt.sei.size': 'SEI 内容的字节数。',
  'rtmpt.sei.uuid': '未登记用户数据的 UUID，说明后面的内容由谁定义，例如 x264 有自己的 UUID。',
  'rtmpt.sei.user_data':
    '用户数据中的文本：例如 x264 在这里写下版本和编码参数，有的推流端写时间戳以便测量延迟。',
  'rtmpt.sei.country': '登记用户数据的国家代码（ITU-T T.35）：181（0xB5）是美国，后面还有厂商代码。',
  'rtmpt.sei.provider': '厂商代码：49（0x31）是 ATSC，用于 CEA-608/708 字幕；60（0x3C）是三星，用于 HDR10+。',
  'rtmpt.sei.identifier': 'ATSC 用户数据的标识：GA94 是字幕，DTG1 是活动画面描述（AFD）。',
  'rtmpt.sei.max_cll': '单个像素亮度的最大值，单位 cd/m²；0 表示不说明。',
  'rtmpt.sei.max_fall': '各帧平均亮度的最大值，单位 cd/m²；0 表示不说明。',
  'rtmpt.sei.primary_x':
    '母版显示器一个基色的 x 坐标（CIE 1931），单位 0.00002；三个基色通常依次为绿、蓝、红。',
  'rtmpt.sei.primary_y':
    '母版显示器一个基色的 y 坐标（CIE 1931），单位 0.00002；三个基色通常依次为绿、蓝、红。',
  'rtmpt.sei.white_x': '母版显示器白点的 x 坐标（CIE 1931），单位 0.00002。',
  'rtmpt.sei.white_y': '母版显示器白点的 y 坐标（CIE 1931），单位 0.00002。',
  'rtmpt.sei.max_luminance': '母版显示器的最高亮度，单位 0.0001 cd/m²，例如 10000000 为 1000 cd/m²。',
  'rtmpt.sei.min_luminance': '母版显示器的最低亮度，单位 0.0001 cd/m²。',
  'rtmpt.sei.preferred_transfer': '建议优先采用的传递函数：18 为 HLG 时，不认识它的播放器按普通视频显示。',
} as const satisfies Partial<Record<FieldId, string>>;
