/** `<picture-frame>`: a picture in its tint. As a link it waits for a tap where she saves data, and else comes by itself. */
class PictureFrame extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a[data-srcset]");
    if (!link) return;
    if (!("saves" in document.documentElement.dataset)) this.#show(link);
    else link.addEventListener("click", (event) => this.#tapped(event, link));
  }

  #tapped(event, link) {
    event.preventDefault();
    event.stopPropagation();
    this.#show(link);
    this.querySelector("a")?.focus({ preventScroll: true });
  }

  #show(link) {
    const { srcset, sizes, alt, opens } = link.dataset;
    const image = new Image();
    Object.assign(image, { loading: "lazy", decoding: "async", alt, sizes, srcset, src: link.href });
    if (!opens) {
      link.replaceWith(image);
      return;
    }
    const way = document.createElement("a");
    way.href = opens;
    way.append(image);
    link.replaceWith(way);
  }
}

customElements.define("picture-frame", PictureFrame);
