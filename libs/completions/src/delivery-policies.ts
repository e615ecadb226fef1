import { Injectable } from '@nestjs/common';
import { DELIVER_EVERYTHING, type DeliveryPolicy } from './delivery-policy';

/** Hands out the policy in force. Who knows the settings says where it comes from; until then everything is delivered. */
@Injectable()
export class DeliveryPolicies {
  private read: () => DeliveryPolicy = () => DELIVER_EVERYTHING;

  readFrom(read: () => DeliveryPolicy): void {
    this.read = read;
  }

  current(): DeliveryPolicy {
    return this.read();
  }
}
