import { describeExample } from './describe-example';
import { django } from './programs';

describeExample('the Django example', await django());
