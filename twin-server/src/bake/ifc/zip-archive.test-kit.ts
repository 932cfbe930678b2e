import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be packed, and in what the archive is to lie about it. */
export interface ZippedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly lies?: {
    /** Unpacked size as stated. */
    readonly size?: number;
    readonly sum?: number;
    readonly method?: number;
    readonly encrypted?: boolean;
  };
}

const UTF8_NAMES = 0x800;
const ENCRYPTED = 1;
const DEFLATED = 8;

/** What the local header and the central directory say alike (APPNOTE 4.4.2 to 4.4.12). */
function describe({ name, content, lies = {} }: ZippedFile, packed: number): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8_NAMES | (lies.encrypted ? ENCRYPTED : 0), 2);
  header.writeUInt16LE(lies.method ?? DEFLATED, 4);
  header.writeUInt32LE(lies.sum ?? crc32(bytes), 10);
  header.writeUInt32LE(packed, 14);
  header.writeUInt32LE(lies.size ?? bytes.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

/** For tests: a zip archive of the files, each deflated. */
export function zipArchive(files: readonly ZippedFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const packed = deflateRawSync(file.content);
    const name = Buffer.from(file.name);
    const description = describe(file, packed.length);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), description, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), description, place, name);
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}
