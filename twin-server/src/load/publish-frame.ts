/** A PUBLISH at QoS 1 whose bytes are written by hand: a load generator must cost less than what it loads (MQTT 3.1.1, section 3.3). */
export function publishFrame(topic: string, messageId: number, payload: string): Buffer {
  const topicLength = topic.length;
  const remaining = 2 + topicLength + 2 + payload.length;
  const lengthBytes = remaining < 128 ? 1 : remaining < 16_384 ? 2 : 3;
  const frame = Buffer.allocUnsafe(1 + lengthBytes + remaining);
  frame[0] = 0x32;
  let rest = remaining;
  for (let i = 1; i <= lengthBytes; i++) {
    frame[i] = (rest & 0x7f) | (i < lengthBytes ? 0x80 : 0);
    rest >>= 7;
  }
  let at = 1 + lengthBytes;
  frame.writeUInt16BE(topicLength, at);
  frame.write(topic, at + 2, 'latin1');
  at += 2 + topicLength;
  frame.writeUInt16BE(messageId, at);
  frame.write(payload, at + 2, 'latin1');
  return frame;
}
