import { defineFacility } from '../facility.ts';
import { quantity, stateOf } from '../observed-property.ts';

const NOTIFY = [{ do: 'notify', clause: 'E4.3.2-1' }] as const;

/** Power distribution and metering, clauses 5.8.6 and 7.2.6: a cabinet without power explains what falls silent below it. */
export const energy = defineFacility({
  id: 'energy',
  label: { zh: '能源', en: 'Energy' },
  clause: '7.2.6',
  symbol: 'M3 2h18v20H3zM5.5 4.5v15h13v-15zM12.8 6 8 13h3.3l-.8 5L16 11h-3.5z',
  deviceKinds: {
    'switch-cabinet': {
      label: { zh: '配电柜', en: 'Switch cabinet' },
      ifc: ['IfcElectricDistributionBoard'],
      silenceAfterMs: 120_000,
      datastreams: {
        breaker: stateOf(['断路器', 'Breaker'], { closed: ['合闸', 'closed'], open: ['分闸', 'open'] }),
        voltageV: quantity(['相电压', 'Phase voltage'], 'V', 1, [0, 1000]),
        currentA: quantity(['电流', 'Current'], 'A', 1, [0, 5000]),
        powerKw: quantity(['功率', 'Power'], 'kW', 1, [0, 5000]),
        temperatureC: quantity(['触头温度', 'Contact temperature'], '°C', 1, [-50, 300]),
      },
    },
    'meter-gateway': {
      label: { zh: '采集网关', en: 'Meter gateway' },
      symbol:
        'M12 2a10 10 0 0 1 10 10v10H2V12A10 10 0 0 1 12 2zM12 4.5A7.5 7.5 0 0 0 4.5 12h15A7.5 7.5 0 0 0 12 4.5zM11 11.5l3.5-5 1.5 1.2-3.5 4.6zM5 14.5v5h14v-5zM7 16h10v2H7z',
      ifc: ['IfcCommunicationsAppliance.GATEWAY'],
      silenceAfterMs: 180_000,
      datastreams: {
        metersOnline: quantity(['在线表计', 'Meters online'], '', 0, [0, 100_000]),
        lossPct: quantity(['丢包率', 'Packet loss'], '%', 1, [0, 100]),
      },
    },
  },
  alarms: [
    {
      code: 'power.fault',
      label: { zh: '供电故障', en: 'Power failure' },
      priority: 1,
      clause: 'E4.3.2-1',
      kinds: ['switch-cabinet'],
      when: { property: 'breaker', equals: 1 },
      onDelayMs: 2_000,
      explainsBelow: true,
      actions: [{ do: 'flyTo', clause: 'E4.3.2-1' }, ...NOTIFY],
    },
    {
      // GB/T 12325-2008: 220 V +7 %, -10 %.
      code: 'power.underVoltage',
      label: { zh: '电压过低', en: 'Undervoltage' },
      priority: 2,
      clause: 'E4.3.2-1',
      kinds: ['switch-cabinet'],
      when: { property: 'voltageV', below: 198, deadband: 4 },
      unless: { property: 'breaker', equals: 1 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      // A limit of the estate: contacts warmer than this are looked at before they fail.
      code: 'power.overTemp',
      label: { zh: '配电柜过温', en: 'Cabinet over-temperature' },
      priority: 2,
      clause: 'E4.3.2-1',
      kinds: ['switch-cabinet'],
      when: { property: 'temperatureC', above: 80, deadband: 10 },
      onDelayMs: 10_000,
      actions: NOTIFY,
    },
    {
      code: 'energy.gatewayOffline',
      label: { zh: '采集网关离线', en: 'Meter gateway offline' },
      priority: 3,
      clause: '6.3.4',
      kinds: ['meter-gateway'],
      when: { silent: true },
      fault: true,
      explainsBelow: true,
    },
  ],
});
