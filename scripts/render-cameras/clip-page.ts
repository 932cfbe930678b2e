import type { Stroke } from '../../twin-demo/src/cameras/paint.ts';
import type { Figure } from '../../twin-demo/src/cameras/walkers.ts';

/** What a clip is made of. */
export interface ClipPlan {
  /** The view, from the far to the near. */
  readonly strokes: readonly Stroke[];
  readonly name: string;
  readonly figures: readonly (readonly Figure[])[];
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly framesASegment: number;
  readonly bitsPerSecond: number;
  /** Address of the library that writes MP4. */
  readonly library: string;
}

/** The same as base64: what a player must know, the pieces, and the first picture. */
export interface EncodedClip {
  readonly init: string;
  readonly segments: readonly string[];
  readonly still: string;
}

/** Runs inside a page, sent there as text: draws the frames and encodes them as VP9 in fragmented MP4, a piece for every key frame. */
export async function encodeClip(plan: ClipPlan): Promise<EncodedClip> {
  const media = await import(/* @vite-ignore */ plan.library);
  const { width, height, framesPerSecond } = plan;
  const font = (px: number) => `600 ${px}px "Noto Sans SC", sans-serif`;
  await document.fonts.load(font(12), plan.name);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const still = paintStill();
  const COATS = ['#3b4a63', '#6b4a3d', '#4d5a46', '#5b4b6a'];

  /** Twice as large as it is shown, which smooths its edges. */
  function paintStill(): HTMLCanvasElement {
    const large = document.createElement('canvas');
    [large.width, large.height] = [width * 2, height * 2];
    const brush = large.getContext('2d', { willReadFrequently: true })!;
    brush.scale(2, 2);
    brush.lineCap = 'round';
    for (const stroke of plan.strokes) {
      brush.beginPath();
      if ('middle' in stroke) {
        brush.ellipse(stroke.middle[0], stroke.middle[1], stroke.radii[0], stroke.radii[1], 0, 0, 2 * Math.PI);
      } else {
        for (const line of 'area' in stroke ? stroke.area : [stroke.line])
          for (const [at, [x, y]] of line.entries()) at === 0 ? brush.moveTo(x, y) : brush.lineTo(x, y);
      }
      if ('line' in stroke) {
        brush.strokeStyle = stroke.color;
        brush.lineWidth = stroke.widthPx;
        brush.stroke();
      } else {
        brush.fillStyle = stroke.color;
        brush.fill('evenodd');
      }
    }
    return large;
  }

  const person = ({ feet, head, stride, alpha, who }: Figure) => {
    const tall = feet[1] - head[1];
    if (tall < 4) return;
    const swing = Math.sin(stride * 2 * Math.PI) * tall * 0.13;
    const hip = feet[1] - tall * 0.47;
    context.globalAlpha = alpha * 0.35;
    context.fillStyle = '#000';
    context.beginPath();
    context.ellipse(feet[0], feet[1], tall * 0.2, tall * 0.05, 0, 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha = alpha;
    context.strokeStyle = '#20242c';
    context.lineCap = 'round';
    context.lineWidth = Math.max(1, tall * 0.085);
    for (const side of [1, -1]) {
      context.beginPath();
      context.moveTo(feet[0], hip);
      context.lineTo(feet[0] + side * swing, feet[1]);
      context.stroke();
    }
    context.strokeStyle = COATS[who % COATS.length]!;
    context.lineWidth = Math.max(1.5, tall * 0.2);
    context.beginPath();
    context.moveTo(feet[0], hip);
    context.lineTo(feet[0], head[1] + tall * 0.24);
    context.stroke();
    context.fillStyle = '#b98f76';
    context.beginPath();
    context.arc(feet[0], head[1] + tall * 0.08, Math.max(1, tall * 0.075), 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha = 1;
  };

  const label = (text: string, x: number, y: number, align: CanvasTextAlign, px = 12) => {
    context.font = font(px);
    context.textAlign = align;
    context.textBaseline = 'top';
    context.lineWidth = 3;
    context.strokeStyle = '#000a';
    context.fillStyle = '#fff';
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };

  const paint = (at: number) => {
    context.drawImage(still, 0, 0, width, height);
    for (const figure of plan.figures[at] ?? []) person(figure);
    label(plan.name, 5, 4, 'left');
    label('模拟 SIMULATED', width - 5, 4, 'right', 11);
    const seconds = at / framesPerSecond;
    label(`00:${seconds.toFixed(1).padStart(4, '0')}`, width - 5, height - 17, 'right', 11);
  };

  const boxes = { init: [] as Uint8Array[], moof: [] as Uint8Array[], mdat: [] as Uint8Array[] };
  const copy = (bytes: Uint8Array) => bytes.slice();
  const output = new media.Output({
    format: new media.Mp4OutputFormat({
      fastStart: 'fragmented',
      minimumFragmentDuration: (plan.framesASegment - 0.5) / framesPerSecond,
      onFtyp: (bytes: Uint8Array) => boxes.init.push(copy(bytes)),
      onMoov: (bytes: Uint8Array) => boxes.init.push(copy(bytes)),
      onMoof: (bytes: Uint8Array) => boxes.moof.push(copy(bytes)),
      onMdat: (bytes: Uint8Array) => boxes.mdat.push(copy(bytes)),
    }),
    target: new media.BufferTarget(),
  });
  const source = new media.CanvasSource(canvas, {
    codec: 'vp9',
    bitrate: plan.bitsPerSecond,
    latencyMode: 'quality',
    keyFrameInterval: 1e6,
  });
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  for (let at = 0; at < plan.figures.length; at += 1) {
    paint(at);
    await source.add(at / framesPerSecond, 1 / framesPerSecond, { keyFrame: at % plan.framesASegment === 0 });
  }
  await output.finalize();

  const base64 = async (...parts: Uint8Array[]) => {
    const blob = new Blob(parts as BlobPart[]);
    const address = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(blob);
    });
    return address.slice(address.indexOf(',') + 1);
  };
  paint(0);
  const jpeg = canvas.toDataURL('image/jpeg', 0.75);
  return {
    init: await base64(...boxes.init),
    segments: await Promise.all(boxes.moof.map((moof, at) => base64(moof, boxes.mdat[at]!))),
    still: jpeg.slice(jpeg.indexOf(',') + 1),
  };
}
