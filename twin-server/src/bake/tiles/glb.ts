import { MeshoptEncoder } from 'meshoptimizer/encoder';

/** Numbers of glTF's vocabulary (glTF 2.0, 5.1.3, 5.11.5). */
export const COMPONENT = {
  byte: 5120,
  unsignedByte: 5121,
  short: 5122,
  unsignedShort: 5123,
  unsignedInt: 5125,
  float: 5126,
} as const;

interface BufferView {
  buffer: number;
  byteOffset: number;
  byteLength: number;
  byteStride?: number;
  extensions?: Record<string, unknown>;
}

const ALIGNMENT = 8;
const padded = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/**
 * A binary glTF in the making: buffer 0 is the BIN chunk, buffer 1 stands for what meshopt unpacks
 * (EXT_meshopt_compression, fallback without data). Await MeshoptEncoder.ready first.
 */
export class GlbWriter {
  readonly #chunks: Uint8Array[] = [];
  readonly #views: BufferView[] = [];
  readonly #accessors: Readonly<Record<string, unknown>>[] = [];
  readonly #plain = new Map<string, number>();
  #binLength = 0;
  #fallbackLength = 0;

  #append(bytes: Uint8Array): number {
    const offset = this.#binLength;
    this.#chunks.push(bytes);
    this.#binLength += padded(bytes.byteLength);
    return offset;
  }

  /** Adds plain bytes, 8-byte aligned as EXT_structural_metadata asks; equal ones once. Returns the buffer view's number. */
  addPlain(bytes: Uint8Array): number {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    let view = this.#plain.get(key);
    if (view === undefined) {
      const byteOffset = this.#append(bytes);
      view = this.#views.push({ buffer: 0, byteOffset, byteLength: bytes.byteLength }) - 1;
      this.#plain.set(key, view);
    }
    return view;
  }

  #addPacked(bytes: Uint8Array, count: number, stride: number, mode: 'ATTRIBUTES' | 'TRIANGLES'): number {
    const packed = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, mode);
    const view: BufferView = { buffer: 1, byteOffset: this.#fallbackLength, byteLength: count * stride };
    if (mode === 'ATTRIBUTES') view.byteStride = stride;
    this.#fallbackLength += padded(count * stride);
    view.extensions = {
      EXT_meshopt_compression: {
        buffer: 0,
        byteOffset: this.#append(packed),
        byteLength: packed.byteLength,
        byteStride: stride,
        count,
        mode,
      },
    };
    return this.#views.push(view) - 1;
  }

  /** Adds `count` vertices of `stride` bytes (a multiple of 4), compressed. Returns the buffer view's number. */
  addVertices(bytes: Uint8Array, count: number, stride: number): number {
    return this.#addPacked(bytes, count, stride, 'ATTRIBUTES');
  }

  /** Adds triangle indices, compressed. Returns the buffer view's number. */
  addTriangles(indices: Uint16Array | Uint32Array): number {
    const bytes = new Uint8Array(indices.buffer, indices.byteOffset, indices.byteLength);
    return this.#addPacked(bytes, indices.length, indices.BYTES_PER_ELEMENT, 'TRIANGLES');
  }

  /** Adds an accessor. Returns its number. */
  addAccessor(accessor: Readonly<Record<string, unknown>>): number {
    return this.#accessors.push(accessor) - 1;
  }

  /** The file: `json` without accessors, buffers and bufferViews, which are added here. */
  finish(json: Readonly<Record<string, unknown>>): Uint8Array {
    const buffers: unknown[] = [{ byteLength: this.#binLength }];
    if (this.#fallbackLength > 0) {
      buffers.push({ byteLength: this.#fallbackLength, extensions: { EXT_meshopt_compression: { fallback: true } } });
    }
    const text = new TextEncoder().encode(
      JSON.stringify({ ...json, accessors: this.#accessors, buffers, bufferViews: this.#views }),
    );
    const jsonLength = padded(text.byteLength);
    const file = new Uint8Array(12 + 8 + jsonLength + 8 + this.#binLength);
    const header = new DataView(file.buffer);
    // glTF 2.0, 4.4: magic "glTF", version, length, then chunks of length, type and data.
    header.setUint32(0, 0x46546c67, true);
    header.setUint32(4, 2, true);
    header.setUint32(8, file.byteLength, true);
    header.setUint32(12, jsonLength, true);
    header.setUint32(16, 0x4e4f534a, true);
    file.fill(0x20, 20, 20 + jsonLength);
    file.set(text, 20);
    header.setUint32(20 + jsonLength, this.#binLength, true);
    header.setUint32(24 + jsonLength, 0x004e4942, true);
    let at = 28 + jsonLength;
    for (const chunk of this.#chunks) {
      file.set(chunk, at);
      at += padded(chunk.byteLength);
    }
    return file;
  }
}
