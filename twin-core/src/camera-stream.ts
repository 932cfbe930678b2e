import { z } from 'zod';
import { Code } from './code.ts';
import type { DeviceKind } from './facility.ts';

/** How pictures come from a camera or its recorder: HLS, WebRTC (WHEP), HTTP-FLV, a sequence of JPEGs without end, or one JPEG a request. */
export const STREAM_WAYS = ['hls', 'whep', 'flv', 'mjpeg', 'snapshot'] as const;
export type StreamWay = (typeof STREAM_WAYS)[number];

/** The large picture, and the small one for many tiles at once. */
export const STREAM_ROLES = ['main', 'sub'] as const;
export type StreamRole = (typeof STREAM_ROLES)[number];

/** Where the server gets a camera's pictures; the address may hold a password and never leaves the server. */
export const CameraStream = z.object({
  /** Code of the camera. */
  camera: Code,
  way: z.enum(STREAM_WAYS),
  role: z.enum(STREAM_ROLES),
  /** `demo:/…` is the demonstration's own camera server. */
  url: z
    .url({ protocol: /^(https?|demo)$/, error: 'expected an address that starts with http:// or https://' })
    .max(2000),
  enabled: z.boolean(),
});
export type CameraStream = z.infer<typeof CameraStream>;

/** A corner of a mask: shares of the picture's width from the left and of its height from the top, 0 to 1. */
const Corner = z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]);

/** What of a picture is covered wherever it is shown: polygons, first corner not repeated; drawn by hand and made of the geometry. */
export const PictureMask = z.array(z.array(Corner).min(3));
export type PictureMask = z.infer<typeof PictureMask>;

/** What of a camera's picture nobody may see, as a person draws it, such as rows of windows (7.2.16-1): polygons, first corner not repeated. */
export const CameraMask = z.object({
  /** Code of the camera. */
  camera: Code,
  polygons: z.array(z.array(Corner).min(3).max(64)).max(64),
});
export type CameraMask = z.infer<typeof CameraMask>;

/** What cameras are in an IFC model, and how kinds of them are known. */
const CAMERA_IFC = 'IfcAudioVisualAppliance.CAMERA';

/** Whether devices of a kind are cameras. */
export function isCamera({ ifc }: Pick<DeviceKind, 'ifc'>): boolean {
  return ifc?.includes(CAMERA_IFC) ?? false;
}
