// Joins the one passkey form of a page to django-allauth's script, and says in words that it did not work.
// Without script, or in a browser without passkeys, the button stays away and the other ways are there.
const form = document.getElementById("passkey");
const button = document.getElementById("use_passkey");
const trouble = document.getElementById("passkey_trouble");

if (window.PublicKeyCredential) {
  window.allauth.webauthn.forms[form.dataset.passkey]({
    ids: {
      add: button.id,
      authenticate: button.id,
      login: button.id,
      credential: "id_credential",
      data: "passkey_options",
      passwordless: "id_passwordless",
    },
  });
  button.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  trouble.textContent = trouble.dataset.words;
});
