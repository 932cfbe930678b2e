// The package describes its whole build alone; the light one lacks subtitles, other sound tracks and keys, and is otherwise the same.
declare module 'hls.js/light' {
  export * from 'hls.js';
  export { default } from 'hls.js';
}
