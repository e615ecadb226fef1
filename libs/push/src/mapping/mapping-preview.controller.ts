import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { MappingPreviewView } from '@oracle-integration/contracts';
import { Access, WhileOff } from '@oracle-integration/platform';
import { PreviewMappingBody } from './mapping.dto';
import { MappingPreviewService } from './mapping-preview.service';

@Controller('api/admin/mapping')
@WhileOff('answers')
export class MappingPreviewController {
  constructor(private readonly previews: MappingPreviewService) {}

  /** Shows what would be sent of some completions, with settings that need not be saved; nothing is sent. */
  @Post('preview')
  @Access('manage')
  @HttpCode(200)
  preview(@Body() body: PreviewMappingBody): Promise<MappingPreviewView> {
    return this.previews.preview(body);
  }
}
