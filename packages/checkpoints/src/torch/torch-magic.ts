/** `torch.serialization.MAGIC_NUMBER`, the first pickle of a legacy file. */
export const torchMagicNumber = 0x1950a86a20f9469cfc6cn;
/** `torch.serialization.PROTOCOL_VERSION`, the second. */
export const torchProtocolVersion = 1001;
