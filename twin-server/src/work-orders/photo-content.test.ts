import { expect, test } from 'vitest';
import { SAMPLE_PHOTOS } from '../api/sample-photos.test-kit.ts';
import { PHOTO_TYPES, photoTypeOf } from './photo-content.ts';

test.each(PHOTO_TYPES)('8.2.1 %s is told by its bytes, and every cut of it is refused', (type) => {
  const whole = SAMPLE_PHOTOS[type];
  expect(photoTypeOf(whole)).toBe(type);
  expect(photoTypeOf(Buffer.concat([whole, Buffer.from('more')]))).toBe(type);
  for (let length = 0; length < whole.length - 8; length++) expect(photoTypeOf(whole.subarray(0, length))).toBeNull();
});

test.each([
  ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1')],
  ['a page behind the mark of JPEG', Buffer.from('\xff\xd8\xff<script>alert(1)</script>', 'latin1')],
  ['PNG of no width', Buffer.from(SAMPLE_PHOTOS['image/png']).fill(0, 16, 20)],
  ['WAVE in a RIFF', Buffer.from(`RIFF\x24\x00\x00\x00WAVEfmt ${'\0'.repeat(32)}`, 'latin1')],
])('8.2.1 %s is no photo', (_what, bytes) => {
  expect(photoTypeOf(bytes)).toBeNull();
});
