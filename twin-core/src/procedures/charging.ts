import { defineProcedure } from '../procedure.ts';

/** Over-temperature and overload while charging, 7.2.11-2: current off, then see. */
export const charging = defineProcedure({
  id: 'charging',
  label: { zh: '充电异常处置', en: 'Charging fault' },
  source: '7.2.11-2',
  codes: ['charging.overTemp', 'charging.overload'],
  steps: [
    {
      id: 'stopped',
      label: { zh: '确认端口已断电', en: 'Make sure the port is without current' },
      role: 'operator',
      mandatory: true,
      limitMs: 60_000,
      answers: [
        { name: 'off', label: { zh: '已断电', en: 'It is off' } },
        { name: 'byHand', label: { zh: '现场断电', en: 'Switched off by hand' } },
      ],
    },
    {
      id: 'look',
      label: { zh: '现场查看有无烟火', en: 'Look for smoke and fire on site' },
      role: 'guard',
      mandatory: true,
      limitMs: 300_000,
      answers: [
        { name: 'none', label: { zh: '无烟火', en: 'None' } },
        { name: 'fire', label: { zh: '有烟火，转火警处置', en: 'Fire: go on by the fire procedure' } },
      ],
    },
    {
      id: 'lock',
      label: { zh: '停用端口并报修', en: 'Lock the port and order its repair' },
      role: 'operator',
      mandatory: false,
    },
  ],
});
