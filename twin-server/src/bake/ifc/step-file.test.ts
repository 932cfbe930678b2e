import { describe, expect, it } from 'vitest';
import { StepFile } from './step-file.ts';

const file = (...lines: string[]) => new StepFile(Buffer.from(`ISO-10303-21;\nDATA;\n${lines.join('\n')}\nENDSEC;\n`));

describe('StepFile', () => {
  it('finds instances by number and type, over blanks, comments, and semicolons in texts', () => {
    const step = file(
      "#10 = IFCWALL('a;b',$);#2=IFCDOOR('it''s #10=IFCWALL(', *);",
      "/* #3=IFCWALL('c'); */ #4=ifcwall( 'd' ,",
      '  (1.,2)) ;',
    );
    expect(step.ids('IFCWALL')).toEqual([4, 10]);
    expect([step.typeOf(2), step.typeOf(3)]).toEqual(['IFCDOOR', null]);
    expect(step.attributes(10)).toEqual(['a;b', null]);
    expect(step.attributes(2)).toEqual(["it's #10=IFCWALL(", null]);
    expect(step.attributes(4)).toEqual(['d', [1, 2]]);
    expect(step.attributes(3)).toBeNull();
  });

  it('reads every kind of value', () => {
    const step = file("#1=IFCX(#2,.ENUM.,.T.,.F.,-1.5E-3,IFCLABEL('x'),IFCINTEGER(7),(#3,#4),(),$,*,'');");
    expect(step.attributes(1)).toEqual([
      { type: 5, value: 2 },
      { type: 3, value: 'ENUM' },
      true,
      false,
      -0.0015,
      'x',
      7,
      [
        { type: 5, value: 3 },
        { type: 5, value: 4 },
      ],
      [],
      null,
      null,
      '',
    ]);
  });

  it('means the first of two instances with one number, and holds numbers far apart', () => {
    const step = file("#7=IFCX('first');#7=IFCX('second');#4000000000=IFCX('far');");
    expect(step.attributes(7)).toEqual(['first']);
    expect(step.attributes(4_000_000_000)).toEqual(['far']);
  });

  it('tells texts of one hash slot apart, however often they come', () => {
    const texts = Array.from({ length: 9000 }, (_, at) => `text ${at % 4500} '' ${at % 7}`);
    const step = file(...texts.map((text, at) => `#${at + 1}=IFCX('${text}');`));
    for (const [at, text] of texts.entries()) expect(step.attributes(at + 1)).toEqual([text.replace("''", "'")]);
  });

  it('ends where the file does, in whatever it stands', () => {
    for (const rest of ["#1=IFCX('open", '#1=IFCX((1,2', '#1=IFCX', '#', '#1=IFCX(.A', '/* open']) {
      expect(file('#9=IFCY(1);', rest).ids('IFCY')).toEqual([9]);
    }
  });
});

describe('texts', () => {
  it.each([
    ['\\X2\\697C\\X0\\', '楼'],
    ['\\X2\\D83CDFE2\\X0\\', '🏢'],
    ['\\X4\\0001F3E2\\X0\\', '🏢'],
    ['\\X\\C4hre', 'Ähre'],
    ['\\S\\Dhre', 'Ähre'],
    ['\\PE\\\\S\\P', 'а'],
    ['C:\\\\temp', 'C:\\temp'],
    ['1\\2', '1\\2'],
  ])('ISO 10303-21, 6.4.3: %s reads %s', (raw, text) => {
    expect(file(`#1=IFCX('${raw}');`).attributes(1)).toEqual([text]);
  });

  it.each([
    ['utf-8', '1号楼 墙', Buffer.from('1号楼 墙')],
    ['gb18030', '楼层', Buffer.from([0xc2, 0xa5, 0xb2, 0xe3])],
    ['windows-1252', 'Außenwände', Buffer.from('Außenwände', 'latin1')],
  ])('bytes that are not escaped are read in the encoding they are in: %s', (encoding, text, bytes) => {
    const step = new StepFile(Buffer.concat([Buffer.from("DATA;#1=IFCX('"), bytes, Buffer.from("');")]));
    expect(step.rawEncoding).toBe(encoding);
    expect(step.attributes(1)).toEqual([text]);
  });

  it('a file that keeps to the standard has none such', () => {
    expect(file("#1=IFCX('a');").rawEncoding).toBeNull();
  });
});
