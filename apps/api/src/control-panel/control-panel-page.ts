import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Injectable, NotFoundException } from '@nestjs/common';

/** Where the build puts the control panel, seen from the bundle of this process. */
export const CONTROL_PANEL_DIR = resolve(bundleFolder(), '../control-panel');

/** Stands in `index.html` where the number of each answer belongs. */
const STYLE_NONCE_PLACE = '__STYLE_NONCE__';

/** The one page of the control panel, read once. */
@Injectable()
export class ControlPanelPage {
  private text: Promise<string> | undefined;

  /**
   * @param styleNonce what the content security policy of this very answer knows our style elements by
   * @throws NotFoundException when the control panel was not built beside the API.
   */
  async html(styleNonce: string): Promise<string> {
    const file = join(CONTROL_PANEL_DIR, 'index.html');
    if (!existsSync(file)) throw new NotFoundException('The control panel is not built. Run: npm start');
    this.text ??= readFile(file, 'utf8');
    return (await this.text).replace(STYLE_NONCE_PLACE, styleNonce);
  }
}

/** The folder of the built service: its parts that are loaded later lie in a folder of it. */
function bundleFolder(): string {
  const { dirname: own } = import.meta;
  return basename(own) === 'chunks' ? dirname(own) : own;
}
