import { defineFacility } from '../facility.ts';

/** Falling-object monitoring, clause 7.2.16. */
export const fallingObjects = defineFacility({
  id: 'falling-objects',
  label: { zh: '高空抛物', en: 'Falling objects' },
  clause: '7.2.16',
  symbol: 'M10.5 2h3v9h4.5l-6 7-6-7h4.5zM4 20h16v2H4z',
  deviceKinds: {
    'falling-object-camera': {
      label: { zh: '高空抛物摄像机', en: 'Falling-object camera' },
      ifc: ['IfcAudioVisualAppliance.CAMERA'],
      silenceAfterMs: 60_000,
      datastreams: {
        framesPerSecond: {
          label: { zh: '帧率', en: 'Frame rate' },
          unit: 'fps',
          type: 'number',
          decimals: 0,
          range: [0, 120],
        },
        bitrateKbps: {
          label: { zh: '码率', en: 'Bit rate' },
          unit: 'kbit/s',
          type: 'number',
          decimals: 0,
          range: [0, 100_000],
        },
        elevationDeg: {
          label: { zh: '仰角', en: 'Elevation' },
          unit: '°',
          type: 'number',
          decimals: 1,
          range: [-90, 90],
        },
        recording: {
          label: { zh: '录像', en: 'Recording' },
          unit: '',
          type: 'boolean',
          words: [
            { zh: '停止', en: 'stopped' },
            { zh: '录像中', en: 'recording' },
          ],
        },
      },
    },
  },
  alarms: [
    {
      code: 'fallingObject.detected',
      label: { zh: '高空抛物', en: 'Falling object' },
      priority: 1,
      clause: '7.2.16-3',
      when: { event: 'detected', holdMs: 30_000 },
      reactionLimitMs: 60_000,
      actions: [
        { do: 'flyTo', clause: '7.2.16-4' },
        { do: 'openCamera', clause: '7.2.16-2' },
        {
          do: 'broadcast',
          text: {
            zh: '请勿高空抛物，刚才的抛物已被记录。',
            en: 'Do not throw objects from windows. This throw has been recorded.',
          },
          level: 'prompt',
          within: 'near',
          clause: '7.2.16-3',
        },
        { do: 'notify', clause: '7.2.16-3' },
      ],
    },
    {
      code: 'fallingObject.notRecording',
      label: { zh: '抛物录像停止', en: 'Falling-object recording stopped' },
      priority: 3,
      clause: '7.2.16-2',
      when: { property: 'recording', equals: 0 },
      onDelayMs: 10_000,
      fault: true,
    },
  ],
});
