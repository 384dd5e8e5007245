/** The phone's camera, looking for QR codes: `new Camera(video, found)` calls `found(text)` for each, once in a while for the same. */
const EVERY = 200; // ms
const THE_SAME = 4000;

export class Camera {
  /** Whether this browser reads QR codes by itself. */
  static async works() {
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return false;
    return (await BarcodeDetector.getSupportedFormats().catch(() => [])).includes("qr_code");
  }

  constructor(video, found) {
    Object.assign(this, { video, found, last: "", at: 0 });
  }

  /** Rejects where she doesn't allow it, or there is none. */
  async open() {
    this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    this.video.srcObject = this.stream;
    await this.video.play();
    this.detector = new BarcodeDetector({ formats: ["qr_code"] });
    this.timer = setInterval(() => this.#look(), EVERY);
  }

  close() {
    clearInterval(this.timer);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.video.srcObject = this.stream = null;
  }

  get isOpen() {
    return Boolean(this.stream);
  }

  async #look() {
    if (this.looking || document.hidden) return;
    this.looking = true;
    const [code] = await this.detector.detect(this.video).catch(() => []);
    this.looking = false;
    if (!code || (code.rawValue === this.last && Date.now() - this.at < THE_SAME)) return;
    Object.assign(this, { last: code.rawValue, at: Date.now() });
    navigator.vibrate?.(60);
    this.found(code.rawValue);
  }
}
