import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { ErasurePreviewView, ErasuresPageView, ErasureView } from '@oracle-integration/contracts';
import { Access, CalledBy, type Caller } from '@oracle-integration/platform';
import { ErasePersonBody, ErasePersonParams, ErasureParams, ListErasuresQuery } from './erasure.dto';
import { ErasureService } from './erasure.service';

@Controller('api/admin')
export class ErasureController {
  constructor(private readonly erasures: ErasureService) {}

  /** Erases a person on request, or says what that would do. */
  @Post('people/:userId/erasure')
  @Access('manage')
  @HttpCode(200)
  request(
    @Param() { userId }: ErasePersonParams,
    @Body() body: ErasePersonBody,
    @CalledBy() caller: Caller,
  ): Promise<ErasurePreviewView | ErasureView> {
    return this.erasures.request(userId, body, caller);
  }

  /** Who was erased, the latest first. */
  @Get('erasures')
  @Access('manage')
  list(@Query() query: ListErasuresQuery): Promise<ErasuresPageView> {
    return this.erasures.list(query);
  }

  /** One erasure, and how it comes along. */
  @Get('erasures/:id')
  @Access('manage')
  find(@Param() { id }: ErasureParams): Promise<ErasureView> {
    return this.erasures.find(id);
  }

  /** The certificate to print. */
  @Get('erasures/:id/certificate')
  @Access('manage')
  @Header('content-type', 'text/plain; charset=utf-8')
  certificate(@Param() { id }: ErasureParams): Promise<string> {
    return this.erasures.certificate(id);
  }
}
