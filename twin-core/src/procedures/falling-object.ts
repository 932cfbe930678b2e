import { defineProcedure } from '../procedure.ts';

/** Falling object, 7.2.16: people first, evidence kept, the floor confirmed by a person. */
export const fallingObject = defineProcedure({
  id: 'falling-object',
  label: { zh: '高空抛物处置', en: 'Falling object' },
  source: '7.2.16-2',
  codes: ['fallingObject.detected'],
  steps: [
    {
      id: 'injured',
      label: { zh: '查看地面是否有人受伤', en: 'See whether somebody on the ground is hurt' },
      role: 'operator',
      mandatory: true,
      limitMs: 60_000,
      answers: [
        { name: 'no', label: { zh: '无人受伤', en: 'Nobody' } },
        { name: 'yes', label: { zh: '有人受伤', en: 'Somebody is hurt' } },
      ],
    },
    {
      id: 'call120',
      label: { zh: '拨打 120、110', en: 'Call 120 and 110' },
      role: 'operator',
      mandatory: true,
      limitMs: 120_000,
      when: { step: 'injured', answer: 'yes' },
    },
    {
      id: 'evidence',
      label: { zh: '核对轨迹、截图和录像已保存', en: 'Check that track, pictures and clip are kept' },
      role: 'operator',
      mandatory: true,
      limitMs: 600_000,
    },
    {
      id: 'site',
      label: { zh: '现场取证并警示', en: 'Secure the object on site and warn' },
      role: 'guard',
      mandatory: true,
    },
  ],
});
