import { describe, expect, test } from 'vitest';
import { Catalogue } from './catalogue.ts';
import { FACILITIES } from './facilities/index.ts';
import { defineFacility, type Facility } from './facility.ts';

const bare: Facility = {
  id: 'lift',
  label: { zh: '电梯', en: 'Lift' },
  clause: '6.4.2-5',
  symbol: 'M0 0h24v24H0z',
  deviceKinds: {
    elevator: {
      label: { zh: '电梯', en: 'Elevator' },
      silenceAfterMs: 60_000,
      datastreams: { speedMps: { label: { zh: '速度', en: 'Speed' }, unit: 'm/s', type: 'number' } },
    },
  },
  alarms: [],
};
const rule = { code: 'elevator.fault', label: { zh: '故障', en: 'Fault' }, priority: 1, clause: '6.4.2-5' } as const;

describe('defineFacility refuses a declaration that could not run', () => {
  test.each<[string, Partial<Facility>, RegExp]>([
    [
      'a rule over a property the kind lacks',
      { alarms: [{ ...rule, when: { property: 'nothing', above: 1 } }] },
      /elevator has no property nothing/,
    ],
    [
      'a rule for an unknown kind',
      { alarms: [{ ...rule, kinds: ['crane'], when: { silent: true } }] },
      /unknown device kind crane/,
    ],
    [
      'a code declared twice',
      {
        alarms: [
          { ...rule, when: { silent: true } },
          { ...rule, when: { silent: true } },
        ],
      },
      /declared twice/,
    ],
    ['an id that is no folder name', { id: 'Lift Shaft' }, /kebab-case/],
  ])('%s', (_name, part, message) => {
    expect(() => defineFacility({ ...bare, ...part })).toThrow(message);
  });
});

describe.each(FACILITIES.map((facility) => [facility.id, facility] as const))('%s', (_id, facility) => {
  test('every label stands in Chinese and English, and every alarm names its clause', () => {
    const labels = [
      facility.label,
      ...Object.values(facility.deviceKinds).flatMap(({ label, datastreams }) => [
        label,
        ...Object.values(datastreams).map((property) => property.label),
      ]),
      ...facility.alarms.map(({ label }) => label),
    ];
    for (const label of labels) expect([label.zh, label.en].every((text) => text.trim().length > 0)).toBe(true);
    for (const { clause } of facility.alarms) expect(clause).toMatch(/^E?\d/);
  });
});

test('the catalogue knows event types whole and in part, and only those of the kind', () => {
  const catalogue = new Catalogue(FACILITIES);
  expect(catalogue.eventType('pulse-fence-zone', 'perimeter.intrusion')).toBe('intrusion');
  expect(catalogue.eventType('pulse-fence-zone', 'intrusion')).toBe('intrusion');
  expect(catalogue.eventType('pulse-fence-zone', 'fire.intrusion')).toBeUndefined();
  expect(catalogue.eventType('siren-strobe', 'perimeter.intrusion')).toBeUndefined();
});

test('two facilities may not declare one device kind', () => {
  expect(() => new Catalogue([bare, { ...bare, id: 'other' }])).toThrow(/elevator is declared twice/);
});
