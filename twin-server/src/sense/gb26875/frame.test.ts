import { expect, test } from 'vitest';
import { answerTo, COMMAND, type Frame, readFrame, writeFrame } from './frame.ts';
import { FrameReader } from './frame-reader.ts';
import { AT_SIGNS, deviceFrame, SINGLE_BYTES, unit } from './panel-simulator.test-kit.ts';
import { readTimeTag, writeTimeTag } from './time-tag.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** 2026-11-29 15:04:05 in China, as 05 04 0f 1d 0b 1a. */
const SENT = Date.UTC(2026, 10, 29, 7, 4, 5);
/** 2012-09-26 09:58, the clock of the published examples; seconds as given. */
const PUBLISHED = (second: number) => Date.UTC(2012, 8, 26, 1, 58, second);

const HEARTBEAT: Frame = {
  serial: 0x1234,
  version: 0x0101,
  time: SENT,
  source: 889,
  destination: 1,
  command: COMMAND.send,
  data: Buffer.alloc(0),
};

/** Written by hand from the layout, but where another source is named. */
const GOLDEN: readonly (readonly [name: string, hex: string, frame: Frame])[] = [
  ['a heartbeat', '4040 3412 0101 05040f1d0b1a 790300000000 010000000000 0000 02 21 2323', HEARTBEAT],
  [
    'fire of a smoke detector',
    '4040 3512 0101 05040f1d0b1a 790300000000 010000000000 3000 02' +
      '02 01 01 01 2a 0a000200 0200 33bac5c2a535b2e3d7dfc0c8d1ccb8d0 000000000000000000000000000000 023a091a090c 49 2323',
    {
      ...HEARTBEAT,
      serial: 0x1235,
      data: bytes(
        '02 01 01 01 2a 0a000200 0200 33bac5c2a535b2e3d7dfc0c8d1ccb8d0 000000000000000000000000000000 023a091a090c',
      ),
    },
  ],
  // An example of GB26875文档.md of github.com/ActorLancer/GB-T-26875.3.2011-rs: main power fault of a transmission device.
  [
    'a published example',
    '4040 0100 0101 203A091A090C 790300000000 385B01000000 0900 02 15 01 08 023A091A090C 42 2323',
    {
      serial: 1,
      version: 0x0101,
      time: PUBLISHED(32),
      source: 889,
      destination: 0x15b38,
      command: COMMAND.send,
      data: bytes('15 01 08 023A091A090C'),
    },
  ],
  // The confirmation of it, from there.
  [
    'a published confirmation',
    '4040 0100 0101 233A091A090C 385B01000000 790300000000 0000 03 AB 2323',
    {
      serial: 1,
      version: 0x0101,
      time: PUBLISHED(35),
      source: 0x15b38,
      destination: 889,
      command: COMMAND.confirm,
      data: Buffer.alloc(0),
    },
  ],
];

test.each(GOLDEN)('7.2.7-2 %s is read from its bytes and written to them', (_, hex, frame) => {
  expect(new FrameReader(AT_SIGNS).read(bytes(hex))).toEqual([{ is: 'frame', frame }]);
  expect(writeFrame(frame, AT_SIGNS)).toEqual(bytes(hex));
});

test('7.2.7-2 other start and end bytes around the same layout', () => {
  const written = writeFrame(HEARTBEAT, SINGLE_BYTES);
  expect(written).toEqual(bytes('68 3412 0101 05040f1d0b1a 790300000000 010000000000 0000 02 21 16'));
  expect(new FrameReader(SINGLE_BYTES).read(written)).toEqual([{ is: 'frame', frame: HEARTBEAT }]);
});

test('7.2.7-2 an answer bears serial and version of what it answers, and the addresses the other way round', () => {
  const answer = answerTo({ ...HEARTBEAT, version: 0x1001, data: Buffer.from('xy') }, COMMAND.deny, SENT + 1000);
  expect(writeFrame(answer, AT_SIGNS)).toEqual(
    bytes('4040 3412 0110 06040f1d0b1a 010000000000 790300000000 0000 06 35 2323'),
  );
});

test('7.2.7-2 what the simulator writes is what the codec reads', () => {
  const data = unit.components({ type: 42, component: 131_082, bits: 2 });
  const found = new FrameReader(AT_SIGNS).read(deviceFrame(data, { serial: 0x1234 }));
  expect(found).toEqual([{ is: 'frame', frame: { ...HEARTBEAT, data } }]);
});

test('7.2.7-2 addresses take all of their 48 bits', () => {
  const frame = { ...HEARTBEAT, source: 0xfedc_ba98_7654, destination: 0xffff_ffff_ffff };
  const written = writeFrame(frame, AT_SIGNS);
  expect(readFrame(written.subarray(2, -3))).toEqual(frame);
});

test.each([
  ['000000000000', null],
  ['000018010b1a', null],
  ['3c0000010116', null],
  ['00000001021a', Date.UTC(2026, 0, 31, 16)],
  ['0000001f021a', null],
  ['3b3b171f0c63', Date.UTC(2099, 11, 31, 15, 59, 59)],
  ['ffffffffffff', null],
])('7.2.7-2 the time tag %s is %s', (hex, time) => {
  expect(readTimeTag(bytes(hex), 0)).toBe(time);
  if (time === null) return;
  const written = Buffer.alloc(6);
  writeTimeTag(written, 0, time);
  expect(written).toEqual(bytes(hex));
});
