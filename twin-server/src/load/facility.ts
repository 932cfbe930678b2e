import { defineFacility, type ObservedProperty } from 'twin-core';

/** The kind of every load-test device. */
export const LOAD_KIND = 'load-sensor';
/** What its messages carry, and the limit above which its alarm is raised (and not before 5 below it returns to normal). */
export const LOAD_PROPERTY = 'temperatureC';
export const LOAD_LIMIT = 60;

const measured = (zh: string, en: string, unit: string): ObservedProperty => ({
  label: { zh, en },
  unit,
  type: 'number',
  range: [-1000, 100_000],
});

/** Devices that exist only for load tests: ten datastreams each, one watched by a limit. Never part of the catalogue of the estate. */
export const LOAD_FACILITY = defineFacility({
  id: 'load-test',
  label: { zh: '负载测试', en: 'Load test' },
  clause: 'none',
  symbol: 'M2 2h20v20H2z',
  deviceKinds: {
    [LOAD_KIND]: {
      label: { zh: '负载测试设备', en: 'Load-test device' },
      silenceAfterMs: 3_600_000,
      datastreams: {
        [LOAD_PROPERTY]: measured('温度', 'Temperature', '°C'),
        humidityPct: measured('湿度', 'Humidity', '%'),
        pressureKpa: measured('压力', 'Pressure', 'kPa'),
        voltageV: measured('电压', 'Voltage', 'V'),
        currentA: measured('电流', 'Current', 'A'),
        powerKw: measured('功率', 'Power', 'kW'),
        energyKwh: measured('电量', 'Energy', 'kWh'),
        flowM3H: measured('流量', 'Flow', 'm³/h'),
        levelM: measured('液位', 'Level', 'm'),
        batteryPct: measured('电池', 'Battery', '%'),
      },
    },
  },
  alarms: [
    {
      code: 'load.high',
      label: { zh: '负载测试：温度高', en: 'Load test: temperature high' },
      priority: 3,
      clause: 'none',
      when: { property: LOAD_PROPERTY, above: LOAD_LIMIT, deadband: 5 },
    },
  ],
});
