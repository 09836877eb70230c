using System.Security.Cryptography;
using Learning.Web.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace Learning.Web.Identity;

/// <summary>
/// The keys that sign tokens and encrypt codes: made once, kept in openid/*.pem below Data:Path, part of every backup.
/// Removing a file makes a new key at the next start; whoever was signed in through an application signs in again.
/// </summary>
public sealed class OpenIdKeys(SiteSettings settings)
{
    private readonly string folder = FolderOf(settings.DataPath);

    public RsaSecurityKey Signing() => LoadOrMake("signing");

    public RsaSecurityKey Encryption() => LoadOrMake("encryption");

    public static string FolderOf(string dataPath) => Path.Combine(dataPath, "openid");

    private RsaSecurityKey LoadOrMake(string name)
    {
        var path = Path.Combine(folder, name + ".pem");
        if (!File.Exists(path))
        {
            Make(path);
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(path));
        var thumbprint = SHA256.HashData(rsa.ExportSubjectPublicKeyInfo());
        return new RsaSecurityKey(rsa) { KeyId = Base64UrlEncoder.Encode(thumbprint[..12]) };
    }

    private void Make(string path)
    {
        using var rsa = RSA.Create(2048);
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        Directory.CreateDirectory(folder);
        using (var file = new FileStream(temporary, OwnerOnly()))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(rsa.ExportPkcs8PrivateKeyPem());
            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process has started at the same moment; its key is the key.
            File.Delete(temporary);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
