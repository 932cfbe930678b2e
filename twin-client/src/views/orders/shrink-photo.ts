/** Longest side of a photo that is sent, pixels: enough to read a type plate, a tenth of what a phone takes. */
const LONGEST_PX = 2048;
const QUALITY = 0.85;

/**
 * A photo as it is sent: a JPEG of a size that goes over a phone's network, upright, without what the camera wrote about place and owner. What the
 * browser cannot read goes as it is, for the server to say what is wrong with it.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (bitmap === null) return file;
  const scale = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const shrunk = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return shrunk ?? file;
}
