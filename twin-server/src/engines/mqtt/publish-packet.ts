import { isUtf8 } from 'node:buffer';
import { ProtocolFault } from './frame-reader.ts';

/** A PUBLISH, read from its bytes. The payload is a view of them. */
export interface PublishPacket {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1 | 2;
  /** 0 for QoS 0. */
  readonly messageId: number;
}

const PUBLISH = 3;

/** Whether a frame is a PUBLISH: they come by the thousand and are decoded by their own short way. */
export function isPublish(frame: Buffer): boolean {
  return frame[0]! >> 4 === PUBLISH;
}

/** Decodes a whole PUBLISH (MQTT 3.1.1, section 3.3). Throws ProtocolFault for a malformed one. */
export function decodePublish(frame: Buffer): PublishPacket {
  const qos = (frame[0]! >> 1) & 3;
  if (qos === 3) throw new ProtocolFault('a PUBLISH of QoS 3'); // [MQTT-3.3.1-4]
  let at = 2;
  while ((frame[at - 1] ?? 0) & 0x80) at++;
  const topicStart = at + 2;
  const topicEnd = topicStart + (at + 2 <= frame.length ? frame.readUInt16BE(at) : 0);
  const payloadStart = topicEnd + (qos === 0 ? 0 : 2);
  if (topicStart > frame.length || payloadStart > frame.length) throw new ProtocolFault('a malformed packet');
  const name = frame.subarray(topicStart, topicEnd);
  if (!isUtf8(name)) throw new ProtocolFault('a topic that is not UTF-8'); // [MQTT-1.5.3-1]
  const messageId = qos === 0 ? 0 : frame.readUInt16BE(topicEnd);
  if (qos !== 0 && messageId === 0) throw new ProtocolFault('a PUBLISH without an identifier'); // [MQTT-2.3.1-1]
  return { topic: name.toString('utf8'), payload: frame.subarray(payloadStart), qos: qos as 0 | 1 | 2, messageId };
}
