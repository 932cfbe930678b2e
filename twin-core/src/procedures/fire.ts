import { defineProcedure } from '../procedure.ts';

/**
 * Fire, GB 25201-2010 5.3: confirm by the fastest means; a false alarm is looked into and recorded; a fire puts the linkage to automatic,
 * is reported to 119, starts the evacuation plan, and is reported within the unit. That the brigade is met is ours: with what it is to be told.
 */
export const fire = defineProcedure({
  id: 'fire',
  label: { zh: '火警处置', en: 'Fire' },
  source: 'GB 25201-2010 5.3',
  codes: ['fire.smoke', 'fire.heat', 'fire.heatLimit', 'fire.gas', 'fire.gasLimit'],
  steps: [
    {
      id: 'confirm',
      label: { zh: '以最快方式现场确认', en: 'Confirm on site by the fastest means' },
      role: 'guard',
      mandatory: true,
      limitMs: 180_000,
      answers: [
        { name: 'fire', label: { zh: '确认火情', en: 'It burns' } },
        { name: 'noFire', label: { zh: '未见火情', en: 'No fire' } },
      ],
    },
    {
      id: 'linkage',
      label: { zh: '消防联动控制转入自动', en: 'Put the fire linkage to automatic' },
      role: 'operator',
      mandatory: true,
      limitMs: 240_000,
      when: { step: 'confirm', answer: 'fire' },
    },
    {
      id: 'call119',
      label: { zh: '拨打 119 报警', en: 'Call 119' },
      role: 'operator',
      mandatory: true,
      limitMs: 240_000,
      when: { step: 'confirm', answer: 'fire' },
    },
    {
      id: 'evacuate',
      label: { zh: '启动灭火和应急疏散预案', en: 'Start the fire fighting and evacuation plan' },
      role: 'operator',
      mandatory: true,
      limitMs: 300_000,
      when: { step: 'confirm', answer: 'fire' },
      tells: 'waysOut',
    },
    {
      id: 'guide',
      label: { zh: '在大门迎接消防队并引导进入', en: 'Meet the fire brigade at the gate and guide it in' },
      role: 'guard',
      mandatory: false,
      when: { step: 'confirm', answer: 'fire' },
      tells: 'wayIn',
    },
    {
      id: 'report',
      label: { zh: '报告单位负责人', en: 'Report to the person in charge' },
      role: 'operator',
      mandatory: true,
      limitMs: 600_000,
      when: { step: 'confirm', answer: 'fire' },
    },
    {
      id: 'cause',
      label: { zh: '查明误报原因并记录', en: 'Find the cause of the false alarm and record it' },
      role: 'operator',
      mandatory: true,
      when: { step: 'confirm', answer: 'noFire' },
    },
    {
      id: 'reset',
      label: { zh: '在消防控制器上复位', en: 'Reset at the fire panel' },
      role: 'guard',
      mandatory: false,
    },
  ],
});
