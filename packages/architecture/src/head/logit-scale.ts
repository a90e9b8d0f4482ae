/** LSeg's logit scale: exp(log(1 / 0.07)) in float32, a constant that is not learned. */
export const lsegLogitScale = 14.285714149475098;
