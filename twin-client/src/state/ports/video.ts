import type { AlarmClip, CameraEntry, CameraListed, Recording } from '../records/camera.ts';

/** Cameras and what they sent. Rejects with a Problem. */
export interface VideoPort {
  /** All that have a stream. */
  cameras(signal?: AbortSignal): Promise<readonly CameraListed[]>;
  /** Those that show where a device stands, the best first. */
  camerasAt(device: string, signal?: AbortSignal): Promise<readonly CameraListed[]>;
  camera(code: string, signal?: AbortSignal): Promise<CameraEntry>;
  /** What is held from an instant on, epoch ms. */
  recording(code: string, from: number, signal?: AbortSignal): Promise<Recording>;
  /** Says, as a second person, that tilt and mask of a camera keep homes private. */
  confirmCheck(camera: string): Promise<void>;
  clips(alarm: string, signal?: AbortSignal): Promise<readonly AlarmClip[]>;
}
