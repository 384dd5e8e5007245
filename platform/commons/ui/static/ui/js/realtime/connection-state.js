/**
 * `<connection-state>`: hidden while all is well; says when the line is cut. Once she has been signed out or suspended, its
 * `<template data-when="signed_out">` takes the place of all in `<main>`: on a phone that lies open nothing of hers is left to read.
 */
import { socket } from "./socket.js";

const PATIENCE = 2500; // a short cut is nobody's business

class ConnectionState extends HTMLElement {
  #timer = 0;
  #show = () => this.#draw();

  connectedCallback() {
    socket.addEventListener("state", this.#show);
    addEventListener("offline", this.#show);
    this.#draw();
  }

  disconnectedCallback() {
    socket.removeEventListener("state", this.#show);
    removeEventListener("offline", this.#show);
    clearTimeout(this.#timer);
  }

  #draw() {
    clearTimeout(this.#timer);
    const { state } = socket;
    const over = this.querySelector(`template[data-when="${state}"]`);
    if (over) this.#end(over.content);
    else this.#timer = setTimeout(() => this.#say(state), state === "open" || !navigator.onLine ? 0 : PATIENCE);
  }

  #say(state) {
    document.documentElement.dataset.line = state;
    this.hidden = state === "open";
  }

  #end(words) {
    document.title = words.querySelector("h1").textContent;
    document.querySelector("main").replaceChildren(words);
  }
}

customElements.define("connection-state", ConnectionState);
