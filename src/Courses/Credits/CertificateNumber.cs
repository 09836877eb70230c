using System.Security.Cryptography;
using System.Text;

namespace Learning.Courses.Credits;

/// <summary>
/// How certificates are numbered: twelve characters of Crockford's base 32 (no letter that an eye takes for a digit), drawn at
/// random, so that knowing one number helps nobody to guess another.
/// </summary>
public static class CertificateNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>In groups of four, as it is printed and read out.</summary>
    public static string Grouped(string number) => string.Join('-', number.Chunk(4).Select(group => new string(group)));

    /// <summary>The number as stored, from what a person typed: any case, with or without gaps, with O for 0 and I or L for 1.</summary>
    public static string Normalise(string typed)
    {
        var number = new StringBuilder(Length);
        foreach (var c in typed.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Take(Length + 1))
        {
            number.Append(c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        }

        return number.ToString();
    }
}
