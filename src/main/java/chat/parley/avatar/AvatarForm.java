package chat.parley.avatar;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The form that uploads a profile picture, only for the OpenAPI description. */
@Schema(name = "PictureUpload", requiredProperties = "file")
public record AvatarForm(
        @Schema(type = SchemaType.STRING, format = "binary") String file) {}
