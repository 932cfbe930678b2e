import { defineFacility } from '../facility.ts';
import { quantity } from '../observed-property.ts';

/** The estate's device network, clauses E5.1.3 and 6.3.4: a gateway that is gone explains the silence of its devices. */
export const gateway = defineFacility({
  id: 'gateway',
  label: { zh: '物联网关', en: 'Device gateways' },
  clause: 'E5.1.3',
  symbol:
    'M3 14h18v7H3zM5.5 16.3v2.4h2.4v-2.4zM9.5 16.3v2.4h2.4v-2.4zM11 9.5h2V14h-2zM12 6a5 5 0 0 1 4 2l-1.6 1.2a3 3 0 0 0-4.8 0L8 8a5 5 0 0 1 4-2zM12 2a9 9 0 0 1 7.2 3.6l-1.6 1.2a7 7 0 0 0-11.2 0L4.8 5.6A9 9 0 0 1 12 2z',
  deviceKinds: {
    'iot-gateway': {
      label: { zh: '物联网关', en: 'IoT gateway' },
      ifc: ['IfcCommunicationsAppliance.GATEWAY'],
      silenceAfterMs: 60_000,
      datastreams: {
        pingMs: quantity(['时延', 'Round trip'], 'ms', 0, [0, 60_000]),
        lossPct: quantity(['丢包率', 'Packet loss'], '%', 1, [0, 100]),
        devicesOnline: quantity(['在线设备', 'Devices online'], '', 0, [0, 100_000]),
      },
      commands: { restart: { label: { zh: '重启', en: 'Restart' }, confirm: true } },
    },
  },
  alarms: [
    {
      code: 'network.fault',
      label: { zh: '网关失联', en: 'Gateway unreachable' },
      priority: 3,
      clause: '6.3.4',
      when: { silent: true },
      fault: true,
      explainsBelow: true,
      actions: [{ do: 'notify', clause: '6.3.4' }],
    },
    {
      // Above this, retries make commands late.
      code: 'network.degraded',
      label: { zh: '网络质量差', en: 'Network degraded' },
      priority: 4,
      clause: '6.3.4',
      when: { property: 'lossPct', above: 10, deadband: 5 },
      onDelayMs: 20_000,
      fault: true,
    },
  ],
});
