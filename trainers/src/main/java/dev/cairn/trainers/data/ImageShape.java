package dev.cairn.trainers.data;

/** The shape of an image whose pixels are the columns of a frame, in the order height, width, channel. */
public record ImageShape(int height, int width, int channels) {
    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new InvalidFrame("an image needs height, width and channels of at least 1, got " + height + "x"
                    + width + "x" + channels);
        }
    }

    public int pixels() {
        return height * width * channels;
    }
}
