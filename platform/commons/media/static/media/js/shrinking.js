/** A photo made small before it travels: at most 1280 px, WebP or else JPEG, turned upright, and without what the camera knew. */
const LONGEST = 1280;
const QUALITY = 0.8;

/** The smaller file, or the same one where this browser can't read it or it is small already. */
export async function shrunk(file) {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = drawn(image, Math.round(image.width * scale) || 1, Math.round(image.height * scale) || 1);
    image.close();
    const small = (await encoded(canvas, "image/webp")) ?? (await encoded(canvas, "image/jpeg"));
    return small && small.size < file.size ? new File([small], `picture.${small.type.slice(6)}`, { type: small.type }) : file;
  } catch {
    return file;
  }
}

/** A small canvas that shows the middle of a picture; null where this browser can't read it. */
export async function thumbnail(file, side) {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = side / Math.min(image.width, image.height);
    const canvas = drawn(image, side, side, scale);
    image.close();
    return canvas;
  } catch {
    return null;
  }
}

function drawn(image, width, height, scale = width / image.width) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const ground = canvas.getContext("2d");
  ground.fillStyle = "#fff";
  ground.fillRect(0, 0, width, height);
  const [wide, high] = scale === width / image.width ? [width, height] : [image.width * scale, image.height * scale];
  ground.drawImage(image, (width - wide) / 2, (height - high) / 2, wide, high);
  return canvas;
}

/** Browsers that don't know a kind make a PNG instead, which is of no use. */
async function encoded(canvas, type) {
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
  return blob?.type === type ? blob : null;
}
