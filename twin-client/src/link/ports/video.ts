import type { VideoPort } from '../../state/ports/video.ts';
import { AlarmClipsReply, CameraEntry, CamerasReply, Recording } from '../../state/records/camera.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Cameras and what they sent. */
export function videoPort(at: Address): VideoPort {
  const id = encodeURIComponent;
  return {
    cameras: async (signal) => (await ask(at('/cameras', { masks: 'false' }), CamerasReply, { signal })).items,
    camerasAt: async (device, signal) =>
      (await ask(at('/cameras', { device, masks: 'false' }), CamerasReply, { signal })).items,
    camera: (code, signal) => ask(at(`/cameras/${id(code)}`), CameraEntry, { signal }),
    recording: (code, from, signal) =>
      ask(at(`/cameras/${id(code)}/recordings`, { from: Math.floor(from) }), Recording, { signal }),
    async confirmCheck(camera) {
      await send(at(`/cameras/${id(camera)}/check`), { method: 'POST', body: { confirm: true } });
    },
    clips: async (alarm, signal) => (await ask(at(`/alarms/${id(alarm)}/clips`), AlarmClipsReply, { signal })).items,
  };
}
