import { readTimeTag, writeTimeTag } from './time-tag.ts';

/**
 * THE FRAME of GB/T 26875.3-2011, 6.6 and table 1: start bytes, control unit, data, checksum, end bytes. Whole numbers have their low byte
 * first. The layout is that of the standard's text as transcribed in GB26875文档.md of github.com/ActorLancer/GB-T-26875.3.2011-rs; the codecs
 * of github.com/shootingfans/codec_gb26875_3_2011 and github.com/dgiot/dgiot place every field alike.
 */
export interface Frame {
  /** Business serial: counted by who begins, repeated by who answers. */
  readonly serial: number;
  /** Version of the protocol (low byte, 1) and of the user (high byte). */
  readonly version: number;
  /** When it was sent, epoch ms; null where the time tag is none. */
  readonly time: number | null;
  /** Addresses of 48 bits. */
  readonly source: number;
  readonly destination: number;
  readonly command: number;
  /** The application data unit; empty in heartbeats, confirmations and denials. */
  readonly data: Buffer;
}

/** The bytes a frame begins and ends with. */
export interface Delimiters {
  readonly start: Buffer;
  readonly end: Buffer;
}

/** Bytes of the control unit, which follows the start bytes. */
export const CONTROL_BYTES = 25;
const CHECKSUM_BYTES = 1;
/** Longest application data unit (table 1). */
export const MAX_DATA_BYTES = 1024;

/** Where the fields of the control unit lie in it. */
const AT = { serial: 0, version: 2, time: 4, source: 10, destination: 16, length: 22, command: 24 } as const;

/** Command bytes (table 2); 0 and 7 to 127 are reserved, from 128 on they are the user's. */
export const COMMAND = { control: 1, send: 2, confirm: 3, request: 4, answer: 5, deny: 6 } as const;

/** Bytes of a whole frame with so much data. */
export function frameBytes({ start, end }: Delimiters, dataBytes: number): number {
  return start.length + CONTROL_BYTES + dataBytes + CHECKSUM_BYTES + end.length;
}

/** Length of the data that the control unit at `at` announces, bytes. */
export const dataBytesAt = (bytes: Buffer, at: number): number => bytes.readUInt16LE(at + AT.length);

/** The arithmetic sum of some bytes modulo 256: the checksum over control unit and data. */
export function checksumOf(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum += byte;
  return sum & 0xff;
}

/** A frame out of its control unit and data, which `body` is. */
export function readFrame(body: Buffer): Frame {
  return {
    serial: body.readUInt16LE(AT.serial),
    version: body.readUInt16LE(AT.version),
    time: readTimeTag(body, AT.time),
    source: body.readUIntLE(AT.source, 6),
    destination: body.readUIntLE(AT.destination, 6),
    command: body[AT.command]!,
    data: body.subarray(CONTROL_BYTES),
  };
}

/** The bytes of a frame; a time of null is written as zeros. */
export function writeFrame(frame: Frame, delimiters: Delimiters): Buffer {
  const { start, end } = delimiters;
  const bytes = Buffer.alloc(frameBytes(delimiters, frame.data.length));
  const body = bytes.subarray(start.length, start.length + CONTROL_BYTES + frame.data.length);
  start.copy(bytes);
  body.writeUInt16LE(frame.serial, AT.serial);
  body.writeUInt16LE(frame.version, AT.version);
  if (frame.time !== null) writeTimeTag(body, AT.time, frame.time);
  body.writeUIntLE(frame.source, AT.source, 6);
  body.writeUIntLE(frame.destination, AT.destination, 6);
  body.writeUInt16LE(frame.data.length, AT.length);
  body[AT.command] = frame.command;
  frame.data.copy(body, CONTROL_BYTES);
  bytes[start.length + body.length] = checksumOf(body);
  end.copy(bytes, start.length + body.length + CHECKSUM_BYTES);
  return bytes;
}

/** What the centre answers to a frame: its serial and version, the addresses the other way round, no data (6.3). */
export function answerTo(frame: Frame, command: number, time: number): Frame {
  const { serial, version, source, destination } = frame;
  return { serial, version, time, source: destination, destination: source, command, data: Buffer.alloc(0) };
}
