import { describe, expect, it } from 'vitest';
import { sampleIfc } from './sample-ifc.test-kit.ts';
import { firstFault } from './source-fault.ts';

const step = (...data: string[]) =>
  Buffer.from(['ISO-10303-21;', 'HEADER;', 'ENDSEC;', 'DATA;', ...data, 'ENDSEC;', 'END-ISO-10303-21;'].join('\n'));

describe('bad input: the first statement that is none', () => {
  it('is not found in a sound file', () => {
    expect(firstFault(Buffer.from(sampleIfc()))).toBeNull();
    expect(firstFault(step("#1=IFCLABEL('it''s; (\n here');", '/* #2=( */', '#3 = IFCREAL((1.,\n2.));'))).toBeNull();
  });

  it.each([
    [["#1=IFCLABEL('a');", "#2=IFCLABEL('b);", "#3=IFCLABEL('c');"], "line 6: #2=IFCLABEL('b);: a text does not end"],
    [["#1=IFCLABEL('a", "');", '#2=IFCREAL((1.);'], 'line 7: #2=IFCREAL((1.);: a parenthesis is not closed'],
    [['#1=IFCREAL(1.));'], 'line 5: #1=IFCREAL(1.));: a parenthesis closes that was not opened'],
    [['', '/* a', ' b */', 'IFCREAL(1.);'], 'line 8: IFCREAL(1.);: it does not begin with #'],
    [['#1=IFC\u0000REAL(1.);'], 'line 5: #1=IFC\u0000REAL(1.);: a control character (0) stands in it'],
  ])('of %j is told with its line', (data, fault) => {
    expect(firstFault(step(...data))).toBe(fault);
  });

  it('a file without data, or without their end, is told so', () => {
    expect(firstFault(Buffer.from('ISO-10303-21;\nENDSEC;'))).toBe('it has no DATA section');
    expect(firstFault(Buffer.from('DATA;\n#1=IFCREAL(1.);\n'))).toBe('its DATA section does not end');
  });
});
