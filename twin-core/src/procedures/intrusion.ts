import { defineProcedure } from '../procedure.ts';

/** Perimeter intrusion, E6.1.4-4: dealt with, reported and answered. */
export const intrusion = defineProcedure({
  id: 'intrusion',
  label: { zh: '周界入侵处置', en: 'Perimeter intrusion' },
  source: 'E6.1.4-4',
  codes: ['perimeter.intrusion', 'video.intrusion'],
  steps: [
    {
      id: 'video',
      label: { zh: '查看防区视频', en: 'Look at the pictures of the zone' },
      role: 'operator',
      mandatory: true,
      limitMs: 60_000,
      answers: [
        { name: 'person', label: { zh: '发现人员', en: 'A person' } },
        { name: 'animal', label: { zh: '动物', en: 'An animal' } },
        { name: 'nothing', label: { zh: '未见异常', en: 'Nothing' } },
      ],
    },
    {
      id: 'dispatch',
      label: { zh: '派最近的保安到现场', en: 'Send the nearest guard' },
      role: 'operator',
      mandatory: true,
      limitMs: 180_000,
      when: { step: 'video', answer: 'person' },
    },
    {
      id: 'outcome',
      label: { zh: '记录现场处置结果', en: 'Record what was found on site' },
      role: 'guard',
      mandatory: true,
      answers: [
        { name: 'handedToPolice', label: { zh: '移交公安', en: 'Handed to the police' } },
        { name: 'sentAway', label: { zh: '劝离', en: 'Sent away' } },
        { name: 'gone', label: { zh: '人已离开', en: 'Gone' } },
      ],
      when: { step: 'video', answer: 'person' },
    },
    {
      id: 'fence',
      label: { zh: '检查围栏完好', en: 'Check that the fence is whole' },
      role: 'guard',
      mandatory: false,
    },
  ],
});
