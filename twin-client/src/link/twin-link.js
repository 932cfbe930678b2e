import { io } from 'socket.io-client';
import * as parser from 'socket.io-msgpack-parser';
import { StateHash } from 'twin-core';
import { decodeFrame, decodeSnapshot, MESSAGE, NAMESPACE, } from 'twin-core/wire';
/** W25: this long without a frame and the screen is old. */
const STALE_AFTER_MS = 3000;
/** Stale for this many times longer, the connection is given up and made anew: a half-open one never tells. */
const GIVE_UP_FACTOR = 4;
/** How often the age of the last frame is looked at. */
const WATCH_MS = 500;
/** A connection the server turned down is tried again after this. */
const RETRY_MS = 5000;
/** Share of the newest measurement in the smoothed latency. */
const LATENCY_SHARE = 0.2;
/** The one writer of the store: watches the site over the push channel and keeps to its SPEC. */
export class TwinLink {
    #options;
    #socket;
    #hash = null;
    /** True from a `watch` until what answers it: frames that were on their way before are not its answer. */
    #awaiting = true;
    #heardLocal = 0;
    #ageTimer;
    #retryTimer;
    constructor(options) {
        this.#options = options;
        this.#socket = io(`${options.origin}${NAMESPACE}`, {
            transports: ['websocket'],
            parser,
            autoConnect: false,
            reconnectionDelay: 500,
            reconnectionDelayMax: 5000,
            ...(options.headers ? { extraHeaders: { ...options.headers } } : {}),
        });
        this.#socket.on('connect', () => this.#watch(this.#hash ? this.#held() : null));
        this.#socket.on('disconnect', (reason) => {
            this.#set({ status: 'lost' });
            // Socket.IO comes back by itself except when it was the server that ended it.
            if (reason === 'io server disconnect')
                this.#retry();
        });
        this.#socket.on('connect_error', () => {
            this.#set({ status: 'lost' });
            if (this.#socket.active)
                return;
            options.onTurnedDown?.();
            this.#retry();
        });
        this.#socket.on(MESSAGE.snapshot, (block) => this.#take(() => this.#load(block)));
        this.#socket.on(MESSAGE.frame, (block) => this.#take(() => this.#fold(decodeFrame(new Uint8Array(block)))));
        this.#socket.on(MESSAGE.refused, ({ reason }) => this.#set({ status: 'refused', reason }));
    }
    start() {
        this.#ageTimer = setInterval(() => this.#judgeAge(), WATCH_MS);
        this.#socket.connect();
    }
    stop() {
        clearInterval(this.#ageTimer);
        clearTimeout(this.#retryTimer);
        this.#socket.disconnect();
    }
    #held() {
        return this.#options.store.state.seq;
    }
    #watch(resumeAfter) {
        this.#awaiting = true;
        const request = { site: this.#options.store.state.site, interest: {}, resumeAfter };
        this.#socket.emit(MESSAGE.watch, request);
    }
    #retry() {
        clearTimeout(this.#retryTimer);
        this.#retryTimer = setTimeout(() => this.#socket.connect(), RETRY_MS);
    }
    /** A block that cannot be read or folded leaves the state in doubt: start over from a snapshot. */
    #take(step) {
        try {
            step();
        }
        catch (fault) {
            if (this.#awaiting)
                return;
            console.warn('push:', fault);
            this.#watch(null);
        }
    }
    #load(block) {
        const state = decodeSnapshot(new Uint8Array(block));
        this.#hash = new StateHash(state);
        this.#options.store.load(state);
        this.#awaiting = false;
        this.#heard(null);
    }
    #fold(frame) {
        if (!this.#hash || frame.after !== this.#held()) {
            // A gap (W21). While an answer is awaited the frames of before are passed over.
            if (!this.#awaiting)
                this.#watch(this.#held());
            return;
        }
        this.#awaiting = false;
        this.#options.store.fold(frame);
        this.#options.clock.heard(frame.sentAt);
        const credit = { upto: frame.upto };
        this.#socket.emit(MESSAGE.credit, credit);
        this.#heard(frame);
        if (frame.hash !== undefined && frame.hash !== this.#hash.site()) {
            console.warn(`push: state differs from the server's at ${frame.upto}; taking a new snapshot`);
            this.#watch(null);
        }
    }
    #heard(frame) {
        this.#heardLocal = Date.now();
        const now = this.#options.clock.now();
        let { latencyMs } = this.#options.connection.get();
        if (frame && frame.upto > frame.after) {
            const measured = Math.max(0, now - frame.recordedAt);
            latencyMs = latencyMs === null ? measured : latencyMs + (measured - latencyMs) * LATENCY_SHARE;
        }
        this.#set({ status: 'live', heardAt: now, latencyMs, reason: null });
    }
    #judgeAge() {
        const { status } = this.#options.connection.get();
        const limit = this.#options.staleAfterMs ?? STALE_AFTER_MS;
        const silentMs = Date.now() - this.#heardLocal;
        if (status === 'live' && silentMs > limit)
            this.#set({ status: 'stale' });
        if (status === 'stale' && silentMs > limit * GIVE_UP_FACTOR)
            this.#socket.disconnect().connect();
    }
    #set(change) {
        this.#options.connection.set({ ...this.#options.connection.get(), ...change });
    }
}
