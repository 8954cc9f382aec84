import type { FieldId } from './field-id.ts';

/** Fields of AMF0 and AMF3 values and of the messages that hold them, in Chinese. */
export const zhAmfFields = {
  'rtmpt.amf3.format':
    '格式选择字节，通常为 0：AMF3 类的消息（15、16、17）开头先有这个字节，后面的值仍按 AMF0 编码，遇到标记 0x11 的那一个值才是 AMF3。',

  'amf.value': '一个 AMF 值：类型标记，以及值本身。',
  'amf.property': '对象或数组的一个成员：名字和值。',
  'amf.amf0_type':
    'AMF0 类型标记，说明后面是什么值：0 数字，1 布尔，2 字符串，3 对象，5 null，8 ECMA 数组，0x11 表示后面一个值用 AMF3。',
  'amf.amf3_type':
    'AMF3 类型标记，说明后面是什么值：4 整数，5 双精度数，6 字符串，9 数组，10 对象；undefined、null、false、true（0 到 3）只有标记。',
  'amf.number': '64 位双精度浮点数（IEEE 754），大端。AMF0 没有整数，事务 id、码率等数字都这样发送。',
  'amf.integer': '整数。AMF3 的整数是 29 位有符号数，变长编码占 1 到 4 个字节；向量里的整数固定为 32 位。',
  'amf.int64': '64 位整数（标记 0x22）：AMF0 规范里没有它，只有个别软件使用。',
  'amf.boolean': '布尔值：一个字节，0 为 false，其他为 true。',
  'amf.stringlength':
    '字符串长度。AMF0 里就是 UTF-8 的字节数；AMF3 里最低位为 1 时其余位是字节数，为 0 时其余位是引用表的下标，字符串不再重发。',
  'amf.string': 'UTF-8 字符串：值，或者对象成员的名字。',
  'amf.longstring': '长字符串：超过 65535 字节的 UTF-8 字符串，长度占 4 个字节。',
  'amf.object_reference': '引用：同一消息里前面出现过的对象的序号，从 0 数起，相同的对象不必重发。',
  'amf.object_header':
    'U29 变长整数：最低位为 0 时其余位是引用表的下标，指向前面的值；为 1 时其余位是长度或类的特征，值跟在后面。',
  'amf.arraylength': '数组的元素个数。ECMA 数组的这个数只供参考，常有编码器写 0 或写错，要读到结束标记为止。',
  'amf.end_of_object_marker':
    '对象结束标记：空的成员名（00 00）之后的 09，表示对象或 ECMA 数组到此为止。漏写它，后面的内容会被当作成员。',
  'amf.date': '日期：从 1970 年 1 月 1 日零点（UTC）起的毫秒数，可以为负。',
  'amf.timezone': '时区：保留字段，应为 0；日期本身已是 UTC。',
  'amf.xmllength': 'XML 文档的字节数。',
  'amf.xml_doc': 'XML 文档的文本，UTF-8。',
  'amf.xml': 'XML 的文本，UTF-8（AMF3 的 XMLDocument 或 XML）。',
  'amf.classnamelength': '类名的字节数。',
  'amf.classname': '对象的类名：接收方登记了同名的类，才能还原出这个类的对象。',
  'amf.bytearray': 'ByteArray：一段原始字节，含义由应用自己约定。',
  'amf.vector_fixed': '向量的长度是否固定，固定的不能再增减元素。',
  'amf.weak_keys': '字典的键是否为弱引用；只影响接收方的内存回收，不影响内容。',
  'amf.member_flags':
    'Flex 消息类的标志字节：每一位说明一个成员是否跟在后面，最高位为 1 表示还有下一个标志字节。',

  'rtmpt.so.name_length': '共享对象名的字节数。',
  'rtmpt.so.name': '共享对象的名字：同一应用里，名字相同的就是同一个对象。',
  'rtmpt.so.version': '共享对象的当前版本号，内容改变时增大。',
  'rtmpt.so.flags': '标志：含 2 时是持久的共享对象，用户全部离开以后仍由服务器保存；为 0 时随用户消失。',
  'rtmpt.so.unknown': '含义不明的 4 个字节，所见到的都是 0。',
  'rtmpt.so.event': '共享对象上发生的一件事；一条消息可以有多个事件。',
  'rtmpt.so.event.type':
    '事件类型：客户端用 Use 加入、Release 离开，用 Request Change 和 Request Remove 请求修改；服务器用 Success、Change、Remove、Clear、Status 等告知结果。',
  'rtmpt.so.event.length': '事件数据的字节数，不含类型和这个长度。',
  'rtmpt.so.event.property': '共享对象的一个属性：名字和新的值。',
  'rtmpt.so.event.name_length': '属性名的字节数。',
  'rtmpt.so.event.name': '事件所涉及的属性名。',
  'rtmpt.so.event.code_length': '状态码的字节数。',
  'rtmpt.so.event.code': '状态码，例如 SharedObject.NoReadAccess：说明对共享对象的操作为何失败。',
  'rtmpt.so.event.level_length': '状态级别的字节数。',
  'rtmpt.so.event.level': '状态级别：status、warning 或 error。',
  'rtmpt.so.event.data': '没有公开格式的事件数据，或者比规定格式多出来的字节。',

  'rtmpt.tag': '聚合消息里的一条子消息：11 字节的头、数据和回指长度，布局与 FLV tag 相同。',
  'rtmpt.tag.type': '子消息的类型，取值与消息类型相同：8 是音频，9 是视频，18 是 AMF0 数据。',
  'rtmpt.tag.datasize': '子消息数据的字节数，不含 11 字节的头。',
  'rtmpt.tag.timestamp':
    '子消息时间戳的低 24 位，单位毫秒。实际时间要加上一个偏移：聚合消息的时间戳减去第一条子消息的时间戳。',
  'rtmpt.tag.ets': '子消息时间戳的高 8 位（第 24 到 31 位）。',
  'rtmpt.tag.streamid': '子消息自己的流 id；实际以聚合消息的消息流 id 为准。',
  'rtmpt.tag.data': '子消息的数据，格式由子消息的类型决定。',
  'rtmpt.tag.tagsize': '回指长度：前面这条子消息连头的字节数，应等于 11 加数据长度，供倒着查找时使用。',
} as const satisfies Partial<Record<FieldId, string>>;
