import type { Scene } from '@cesium/engine';

const QUALITY = 0.8;

/**
 * Draws a frame and keeps it as JPEG, with a mark across it: what leaves the page must not be taken for something else. Null where the scene has
 * no size or the browser gives no picture.
 */
export function captureScene(scene: Scene, longestPx: number, mark: string): Promise<Blob | null> {
  // What was drawn is gone after this turn of the loop.
  scene.render();
  const { width, height } = scene.canvas;
  const scale = Math.min(1, longestPx / Math.max(width, height));
  const picture = document.createElement('canvas');
  picture.width = Math.round(width * scale);
  picture.height = Math.round(height * scale);
  const context = picture.getContext('2d');
  if (!context || picture.width === 0 || picture.height === 0) return Promise.resolve(null);
  context.drawImage(scene.canvas, 0, 0, picture.width, picture.height);
  const size = Math.round(picture.height / 12);
  context.font = `700 ${size}px sans-serif`;
  context.textAlign = 'right';
  context.lineWidth = size / 8;
  context.strokeStyle = 'rgb(0 0 0 / 60%)';
  context.fillStyle = 'rgb(255 255 255 / 90%)';
  context.strokeText(mark, picture.width - size / 2, picture.height - size / 2);
  context.fillText(mark, picture.width - size / 2, picture.height - size / 2);
  return new Promise((resolve) => picture.toBlob(resolve, 'image/jpeg', QUALITY));
}
