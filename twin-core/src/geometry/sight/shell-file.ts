/** What of a building is seen from outside, as bake writes it to shell.bin. */
export interface Shell {
  /** IfcBuildingStorey, lowest first. */
  readonly storeys: readonly { readonly globalId: string; readonly name: string }[];
  /** GlobalIds of the spaces that openings lead to. */
  readonly spaces: readonly string[];
  /** Corners of the triangles, [t × 9], metres in the building frame. */
  readonly triangles: Float32Array;
  /** [n × 4] an element: its first triangle, whether it is an opening (window, glazed front, door), its storey and its space (−1 for none). */
  readonly elements: Int32Array;
}

/** Numbers a row of `elements`. */
export const ELEMENT_STRIDE = 4;
const MAGIC = 0x4c485354;
const VERSION = 1;
const HEADER_BYTES = 20;

/**
 * shell.bin, little-endian: "TSHL", version, bytes of the names, elements, triangles (each uint32); the names as JSON {storeys, spaces}, padded
 * with spaces to 4 bytes; elements int32 [n × 4]; triangles float32 [t × 9].
 */
export function encodeShell({ storeys, spaces, elements, triangles }: Shell): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ storeys, spaces }));
  const names = new Uint8Array((json.length + 3) & ~3).fill(0x20);
  names.set(json);
  const bytes = new Uint8Array(HEADER_BYTES + names.length + elements.byteLength + triangles.byteLength);
  const counts = [MAGIC, VERSION, names.length, elements.length / ELEMENT_STRIDE, triangles.length / 9];
  bytes.set(new Uint8Array(Uint32Array.from(counts).buffer));
  bytes.set(names, HEADER_BYTES);
  bytes.set(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength), HEADER_BYTES + names.length);
  const at = HEADER_BYTES + names.length + elements.byteLength;
  bytes.set(new Uint8Array(triangles.buffer, triangles.byteOffset, triangles.byteLength), at);
  return bytes;
}

/** Reads shell.bin; null for what is none of this version. */
export function decodeShell(bytes: Uint8Array): Shell | null {
  if (bytes.length < HEADER_BYTES) return null;
  // A copy: what is read from a file need not lie on a multiple of four.
  const buffer = bytes.slice().buffer;
  const [magic, version, names = 0, elements = 0, triangles = 0] = new Uint32Array(buffer, 0, HEADER_BYTES / 4);
  const elementsAt = HEADER_BYTES + names;
  const trianglesAt = elementsAt + elements * ELEMENT_STRIDE * 4;
  if (magic !== MAGIC || version !== VERSION || bytes.length !== trianglesAt + triangles * 36) return null;
  const text = new TextDecoder().decode(new Uint8Array(buffer, HEADER_BYTES, names));
  const { storeys, spaces } = JSON.parse(text) as Pick<Shell, 'storeys' | 'spaces'>;
  return {
    storeys,
    spaces,
    elements: new Int32Array(buffer, elementsAt, elements * ELEMENT_STRIDE),
    triangles: new Float32Array(buffer, trianglesAt, triangles * 9),
  };
}
