import {
  type Device,
  type DeviceReported,
  datastreamOf,
  type Normalized,
  type Observations,
  type Situation,
} from 'twin-core';

/** What was sensed, on the thing it belongs to: the device carries its place (building, storey, space, zone) from the registry. */
export function fuse(device: Device, normalized: Normalized): Situation {
  return { device, observations: normalized.observations, reports: normalized.reports };
}

/** Many situations as the one batch the fold takes: typed arrays for values, a list for reports. Null when there are no values. */
export function gather(situations: readonly Situation[]): {
  observations: Observations | null;
  reports: DeviceReported[];
} {
  let count = 0;
  for (const { observations } of situations) count += observations.length;
  const datastreams = new Int32Array(count);
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  const reports: DeviceReported[] = [];
  let at = 0;
  for (const { device, observations, reports: reported } of situations) {
    for (const { property, time, value } of observations) {
      datastreams[at] = datastreamOf(device, property);
      times[at] = time;
      values[at] = value;
      at++;
    }
    for (const report of reported) reports.push({ kind: 'device.reported', device: device.code, ...report });
  }
  return { observations: count > 0 ? { kind: 'observations', datastreams, times, values } : null, reports };
}
