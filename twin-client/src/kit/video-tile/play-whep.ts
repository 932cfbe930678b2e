import { onEveryPicture, type Play } from './play.ts';

/** Addresses that this browser can be reached at are waited for no longer than this. */
const GATHER_MS = 2_000;

/** Shows a WebRTC stream; its offer and answer go through the server of this page. */
export const playWhep: Play = ({ video }, address, events) => {
  const peer = new RTCPeerConnection();
  const stopping = new AbortController();
  const { signal } = stopping;
  let session: string | null = null;
  peer.addTransceiver('video', { direction: 'recvonly' });
  peer.addTransceiver('audio', { direction: 'recvonly' });
  peer.ontrack = ({ streams: [stream] }) => {
    if (!stream || video.srcObject === stream) return;
    video.srcObject = stream;
    video.play().catch(() => undefined);
  };
  peer.onconnectionstatechange = () => {
    if (peer.connectionState === 'failed') events.onFault('unreachable');
  };
  const begin = async () => {
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    const body = peer.localDescription?.sdp ?? '';
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp' },
      body,
      signal,
    });
    if (!response.ok) throw new Error(`WHEP ${response.status}`);
    session = response.headers.get('location');
    await peer.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  };
  begin().catch(() => signal.aborted || events.onFault('unreachable'));
  const leave = onEveryPicture(video, () => events.onPicture(null));
  return {
    stop: () => {
      stopping.abort();
      leave();
      peer.close();
      video.srcObject = null;
      if (session !== null) void fetch(session, { method: 'DELETE', keepalive: true }).catch(() => undefined);
    },
  };
};

/** Resolves when the offer names every address, or what is known of them by then. */
function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, GATHER_MS);
    peer.onicegatheringstatechange = () => {
      if (peer.iceGatheringState !== 'complete') return;
      clearTimeout(timer);
      resolve();
    };
  });
}
