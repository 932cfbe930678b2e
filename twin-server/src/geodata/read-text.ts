import { TextDecoder } from 'node:util';

const GB18030 = new TextDecoder('gb18030');

/** Encodings of text: UTF-8, or GB 18030, which holds GBK and GB 2312: what Chinese programs write where they do not say. */
export type TextEncoding = 'utf-8' | 'gb18030';

/** Text of bytes. */
export function textOf(bytes: Buffer, encoding: TextEncoding): string {
  return encoding === 'utf-8' ? bytes.toString() : GB18030.decode(bytes);
}
