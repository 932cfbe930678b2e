/** For tests: the smallest pictures of each kind that orders take. */
export const SAMPLE_PHOTOS = {
  'image/png': Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
  'image/webp': Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64'),
  'image/jpeg': Buffer.from('ffd8ffc0000b080001000101011100ffd9', 'hex'),
} as const;
