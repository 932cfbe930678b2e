import type { CalibrationsPort } from '../../state/ports/calibrations.ts';
import {
  CalibrationEntry,
  CalibrationsReply,
  CornersReply,
  SolvedCalibration,
} from '../../state/records/calibration.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** How cameras stand and see. */
export function calibrationsPort(at: Address): CalibrationsPort {
  const of = (camera: string, what = '') => at(`/camera-calibrations/${encodeURIComponent(camera)}${what}`);
  return {
    list: async (signal) => (await ask(at('/camera-calibrations'), CalibrationsReply, { signal })).items,
    corners: async (camera, signal) => (await ask(of(camera, '/corners'), CornersReply, { signal })).corners,
    solve: (camera, lens, pairs, signal) =>
      ask(of(camera, '/pose'), SolvedCalibration, { method: 'POST', body: { ...lens, pairs }, signal }),
    put: ({ camera, ...calibration }, pairs, version) =>
      ask(of(camera), CalibrationEntry, { method: 'PUT', body: { ...calibration, pairs, version } }),
    check: (camera, points) => ask(of(camera, '/check'), CalibrationEntry, { method: 'POST', body: { points } }),
  };
}
