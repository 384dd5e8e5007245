/** One recording from the microphone: Opus where there is Opus, small, and how loud it was all along. */
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS_PER_SECOND = 20_000;
const LOOKS_EVERY = 50; // ms
const BARS = 40;
const LOUDEST = 31;

/** What this browser records, or nothing. */
export const kind = globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia ? KINDS.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;

export class Recording {
  #stream;
  #recorder;
  #context = new AudioContext();
  #levels = [];
  #timer;
  #began;

  /** Rejects as getUserMedia does, where she doesn't allow it or there is no microphone. `told(level, seconds)` hears of it as it goes. */
  static async begin(told) {
    const recording = new Recording();
    try {
      const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true };
      recording.#stream = await navigator.mediaDevices.getUserMedia({ audio });
    } catch (error) {
      recording.#context.close();
      throw error;
    }
    recording.#context.resume().catch(() => {}); // where it may not listen yet it is only not drawn
    recording.#listen(told);
    return recording;
  }

  get seconds() {
    return (performance.now() - this.#began) / 1000;
  }

  /** Resolves to its file, its length and its peaks; the microphone is let go at once. */
  async end() {
    const { seconds } = this;
    const data = new Promise((resolve) => (this.#recorder.ondataavailable = ({ data }) => resolve(data)));
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    const blob = await data;
    this.release();
    const type = kind.split(";")[0];
    return { file: new File([blob], `voice.${type.slice(6)}`, { type }), seconds, peaks: this.#peaks() };
  }

  /** Whatever was said is gone. */
  release() {
    clearInterval(this.#timer);
    for (const track of this.#stream.getTracks()) track.stop();
    if (this.#context.state !== "closed") this.#context.close();
  }

  #listen(told) {
    const ears = this.#context.createAnalyser();
    const heard = new Float32Array(ears.fftSize);
    this.#context.createMediaStreamSource(this.#stream).connect(ears);
    this.#recorder = new MediaRecorder(this.#stream, { mimeType: kind, audioBitsPerSecond: BITS_PER_SECOND });
    this.#recorder.start();
    this.#began = performance.now();
    this.#timer = setInterval(() => {
      ears.getFloatTimeDomainData(heard);
      const level = Math.sqrt(heard.reduce((sum, value) => sum + value * value, 0) / heard.length);
      this.#levels.push(level);
      told(Math.min(1, level * 4), this.seconds);
    }, LOOKS_EVERY);
  }

  #peaks() {
    const part = this.#levels.length / BARS;
    const bars = Array.from({ length: BARS }, (_, bar) => {
      const levels = this.#levels.slice(Math.floor(bar * part), Math.max(Math.ceil((bar + 1) * part), Math.floor(bar * part) + 1));
      return levels.length ? Math.max(...levels) : 0;
    });
    const top = Math.max(...bars);
    return top > 0 ? bars.map((level) => Math.round((level / top) * LOUDEST)) : [];
  }
}
