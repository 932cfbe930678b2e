import { defineFacility } from '../facility.ts';
import { flag, quantity } from '../observed-property.ts';

/** E-bikes in buildings, clause 7.2.9: cameras in lifts that know an e-bike. */
export const ebike = defineFacility({
  id: 'ebike',
  label: { zh: '电动车进楼', en: 'E-bikes in buildings' },
  clause: '7.2.9',
  symbol:
    'M5.5 12a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM5.5 14.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM18.5 12a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM18.5 14.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6zM13 4h4.5v2.2h-2.8l2.6 6.2-2 .9-1.3-3.1H9.8l1.7 5.3H13v2.2H9.8L7 9.4H5V7.2h4l.3.8h3.9z',
  deviceKinds: {
    'ebike-lift-camera': {
      label: { zh: '电动车进楼识别摄像机', en: 'E-bike camera' },
      ifc: ['IfcAudioVisualAppliance.CAMERA'],
      silenceAfterMs: 90_000,
      datastreams: {
        framesPerSecond: quantity(['帧率', 'Frame rate'], 'fps', 0, [0, 120]),
        ebikeInside: flag(['轿厢内电动车', 'E-bike inside'], ['无', 'none'], ['有', 'present']),
        voicePrompted: flag(['语音提醒', 'Voice prompt'], ['无', 'quiet'], ['播放中', 'speaking']),
        liftHeld: flag(['阻止关门', 'Lift held'], ['否', 'no'], ['是', 'yes']),
      },
    },
  },
  alarms: [
    {
      code: 'ebike.inBuilding',
      label: { zh: '电动车进楼', en: 'E-bike in a building' },
      priority: 2,
      clause: '7.2.9',
      when: { event: 'inBuilding', holdMs: 60_000 },
      // A lift cannot be held much longer: people wait.
      reactionLimitMs: 120_000,
      actions: [
        {
          do: 'broadcast',
          text: {
            zh: '电动自行车禁止进入电梯，请退出轿厢，到充电棚停放充电。',
            en: 'E-bikes are not allowed in lifts. Please leave the lift and park in the charging shed.',
          },
          level: 'prompt',
          within: 'near',
          clause: '7.2.9',
        },
        {
          do: 'command',
          command: 'holdDoor',
          kinds: ['elevator', 'fire-lift'],
          within: 'near',
          count: 1,
          clause: '7.2.9',
        },
        { do: 'openCamera', clause: '7.2.9' },
        { do: 'notify', clause: '7.2.9' },
      ],
    },
    {
      code: 'ebike.cameraOffline',
      label: { zh: '电动车识别离线', en: 'E-bike camera offline' },
      priority: 3,
      clause: '6.3.4',
      when: { silent: true },
      fault: true,
    },
  ],
});
