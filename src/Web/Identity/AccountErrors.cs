using Learning.Web.Resources;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace Learning.Web.Identity;

/// <summary>What the account library refuses, in the reader's language. Only what our pages can bring about.</summary>
internal sealed class AccountErrors(IStringLocalizer<Text> text) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Say(nameof(DefaultError), text["Account.Failed"]);

    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure), text["Account.Failed"]);

    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch), text["Account.WrongPassword"]);

    public override IdentityError InvalidToken() => Say(nameof(InvalidToken), text["Account.LinkDead"]);

    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), text["Account.BadName", userName ?? ""]);

    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), text["Account.NameTaken", userName]);

    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), text["Account.PasswordTooShort", length]);

    private static IdentityError Say(string code, string words) => new() { Code = code, Description = words };
}
